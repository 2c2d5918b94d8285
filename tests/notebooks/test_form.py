"""Every lesson has the form of the course: the same parts, in order, readable with nothing running."""

from __future__ import annotations

import ast
import builtins
import itertools
import re
from pathlib import Path
from typing import Any

import pytest

from lessons import KERNEL, LANGUAGE, MOST_BYTES
from retinoid_teach import learning
from tests.notebooks import reading
from tests.notebooks.row_ids import cited_ids

pytestmark = pytest.mark.parametrize("path", reading.LESSONS, ids=reading.named)

FIRST = "Predict first"
LAST = ["What we do not know", "Check yourself", "One open exercise", "References", "Next"]
KEEP = "> **What to keep:** *"


def content(path: Path) -> list[reading.Section]:
    """The sections that teach: after the prediction, before what we do not know."""
    titles = [section.title for section in reading.sections(path)]
    return reading.sections(path)[1 : titles.index(LAST[0])]


def promise(path: Path) -> str:
    return next(text for cell_id, text in reading.prose(path) if cell_id == "promise")


def test_cells_have_ids_that_say_what_they_are(path: Path) -> None:
    ids = [cell.id for cell in reading.lesson(path).cells]
    assert len(set(ids)) == len(ids)
    assert [one for one in ids if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", one)] == []


def test_metadata_opens_without_a_question_and_stays_the_same(path: Path) -> None:
    metadata = reading.lesson(path).metadata
    assert metadata.kernelspec == KERNEL
    assert metadata.language_info == LANGUAGE, "run make lessons"
    assert set(metadata) <= {"kernelspec", "language_info", "widgets"}


def test_no_stray_key_deletes_a_cell_and_each_can_be_changed(path: Path) -> None:
    for cell in reading.lesson(path).cells:
        assert cell.metadata.get("deletable") is False, f"{cell.id}: run make lessons"
        assert cell.metadata.get("editable", True), f"{cell.id}: a learner may write in it, and a teacher"


def test_the_first_cell_says_what_to_do_if_the_kernel_is_wrong(path: Path) -> None:
    first = reading.lesson(path).cells[0]
    assert (first.cell_type, first.id, first.outputs) == ("code", "first-cell", [])

    def without_the_package(name: str, *rest: Any) -> Any:
        raise ImportError(name)

    names = {"__builtins__": {**vars(builtins), "__import__": without_the_package}}
    with pytest.raises(ImportError, match=r"Change Kernel.*make lab") as caught:
        exec(compile(first.source, "first-cell", "exec"), names)
    assert caught.value.__suppress_context__


def test_headings_begin_with_the_title_and_skip_no_level(path: Path) -> None:
    levels = [level for level, _ in reading.headings(path)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    titles = [title for _, title in reading.headings(path)]
    assert len(set(titles)) == len(titles)


def test_a_heading_stands_only_at_the_start_of_a_cell(path: Path) -> None:
    for _, text in reading.prose(path):
        assert len(reading.HEADING.findall(reading.without_code(text))) <= 1
        assert not reading.HEADING.search(reading.without_code(text).partition("\n")[2])


def test_the_parts_come_in_order(path: Path) -> None:
    titles = [section.title for section in reading.sections(path)]
    assert titles[0] == FIRST
    assert titles[-len(LAST) :] == LAST
    assert len(content(path)) >= 3


def test_the_promise_gives_time_needs_and_objectives(path: Path) -> None:
    lines = promise(path).splitlines()
    assert lines[0].startswith("# ")
    assert re.fullmatch(r"\*[^*]+\.\*", lines[2]), "a one-line promise in italics under the title"
    assert lines[4] == "*Is something missing on this page? Choose the menu Run, then Run All Cells.*"
    found = re.search(r"\*\*Time:\*\* (\d+) minutes\. \*\*You need first:\*\* \S", promise(path))
    assert found
    assert 15 <= int(found[1]) <= 30


def test_the_objectives_are_those_of_the_question_bank(path: Path) -> None:
    said = re.findall(r"^- (.+)$", promise(path), re.MULTILINE)
    assert said == [objective.text for objective in learning.objectives(path.stem)]
    assert 3 <= len(said) <= 5
    assert all(re.match(r"[A-Z][a-z]+ ", one) for one in said)


def test_the_prediction_comes_before_anything_is_shown(path: Path) -> None:
    cells = reading.code(path)
    (cell_id, asked), *_ = reading.quizzes(path)
    assert cells[1].id == cell_id
    assert [learning.question(one).role for one in asked] == ["prediction"] * len(asked)


def test_a_section_has_one_table_figure_or_widget_and_one_sentence_to_keep(path: Path) -> None:
    for section in content(path):
        shown = [cell for cell in section.cells if cell.cell_type == "code"]
        assert len(shown) + reading.tables_in(section.prose) == 1, section.title
        if "predict" not in section.title.lower():
            assert section.prose.count(KEEP) == 1, section.title
            assert re.search(r"> \*\*What to keep:\*\* \*[^*\n]+[.?]\*$", section.prose), section.title


def test_what_we_do_not_know_is_a_box_with_several_things(path: Path) -> None:
    (section,) = [one for one in reading.sections(path) if one.title == LAST[0]]
    assert len(re.findall(r"^> - \*\*", section.prose, re.MULTILINE)) >= 3


def test_three_to_eight_checks_stand_in_one_quiz(path: Path) -> None:
    asked = dict(reading.quizzes(path))["checks"]
    assert 3 <= len(asked) <= 8
    assert {learning.question(one).role for one in asked} == {"check"}


def test_the_exercise_folds_its_answer_away(path: Path) -> None:
    (section,) = [one for one in reading.sections(path) if one.title == "One open exercise"]
    before, _, after = section.prose.partition("<details>\n<summary>")
    assert len(before.split()) > 20
    assert len(after.split()) > 40
    assert after.rstrip().endswith("</details>")
    assert "</summary>\n\n" in after, "without the blank line the answer is not read as Markdown"


def test_references_are_made_from_the_rows_that_the_text_cites(path: Path) -> None:
    text = "\n\n".join(text for _, text in reading.prose(path))
    assert reading.cited_at_the_end(path) == cited_ids(text)


def test_what_is_shown_has_a_text_alternative(path: Path) -> None:
    for cell in reading.code(path):
        for output in cell.outputs:
            data = output.get("data", {})
            if reading.VIEW in data:
                assert len(re.sub(r"<[^>]+>|\s", "", data["text/html"])) > 100, cell.id
            if any(kind.startswith("image/") for kind in data):
                assert "text/html" in data, f"{cell.id}: a bare picture has no text alternative"
            for image in re.findall(r"<img[^>]*>", data.get("text/html", "")):
                assert re.search(r'alt="[^"]{20,}"', image), cell.id


def test_every_cell_is_stored_with_what_it_shows(path: Path) -> None:
    for count, cell in enumerate(reading.code(path), start=1):
        assert cell.execution_count == count
        assert {output.output_type for output in cell.outputs} <= {"execute_result", "display_data"}, cell.id
        assert cell.id == "first-cell" or reading.shown(cell), cell.id


def test_every_cell_stands_alone_after_the_first(path: Path) -> None:
    given = {"rt", "pd", *dir(builtins)}
    for cell in reading.code(path)[1:]:
        names = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)]
        made = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        assert {node.id for node in names} - made <= given, cell.id
        assert "import " not in cell.source, cell.id


def test_only_public_names_of_the_package_are_used(path: Path) -> None:
    for cell in reading.code(path):
        assert re.findall(r"rt(?:\.\w+)*\._\w+|from retinoid_teach|retinoid_teach\.", cell.source) == []


def test_tables_fit_a_phone(path: Path) -> None:
    for cell in reading.code(path):
        for head in re.findall(r'class="dataframe">\s*<thead>.*?</tr>', reading.shown(cell), re.DOTALL):
            assert head.count("<th>") <= 4, cell.id
    for _, text in reading.prose(path):
        for rule in re.findall(r"^\|(?:\s*:?-+:?\s*\|)+\s*$", text, re.MULTILINE):
            assert rule.count("|") - 1 <= 4


def test_a_stored_lesson_is_small(path: Path) -> None:
    assert path.stat().st_size <= MOST_BYTES


def test_stored_widgets_are_those_that_are_shown(path: Path) -> None:
    stored = reading.lesson(path).metadata.get("widgets", {})
    states = stored.get("application/vnd.jupyter.widget-state+json", {}).get("state", {})
    shown = [
        o.data[reading.VIEW].model_id for c in reading.code(path) for o in c.outputs if reading.VIEW in o.data
    ]
    assert set(shown) <= set(states)
    layouts = {
        model["state"]["layout"].removeprefix("IPY_MODEL_")
        for model in states.values()
        if "layout" in model["state"]
    }
    assert set(states) == set(shown) | layouts
