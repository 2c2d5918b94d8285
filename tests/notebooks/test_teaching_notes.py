"""The notes for teachers: one for each lesson, in one form, true to its rows and its questions."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import retinoid_teach
import teaching_notes as script
from retinoid_teach import classroom, learning
from tests.notebooks import reading, row_ids
from tests.notebooks.test_prose import find, sentence_lengths, tone

NOTES = reading.ROOT / "teaching"
HEADINGS = [
    "Fifty minutes",
    "Discuss",
    "Where learners get stuck",
    "If you have only twenty minutes",
    "Answers",
]
ID = re.compile(r"\bQ-\d\d-\d\d\b")
WHEN = re.compile(r"^\| (\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
each_lesson = pytest.mark.parametrize("lesson", reading.LESSONS, ids=reading.named)


def note(lesson: Path) -> str:
    return (NOTES / f"{lesson.stem}.md").read_text(encoding="utf-8")


def by_hand(lesson: Path) -> str:
    """What a person wrote: without the answers, and without what the numbers of a plan and of ids say."""
    text = note(lesson).partition("## Answers")[0]
    return ID.sub("", re.sub(r"^\| \d+ \|", "| |", text, flags=re.MULTILINE))


def part(lesson: Path, heading: str) -> str:
    """The text under a heading, up to the next one of its level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", note(lesson), re.DOTALL | re.MULTILINE)
    assert found, heading
    return found[1]


def bullets(lesson: Path, heading: str) -> list[str]:
    return re.findall(r"^- (.+)$", part(lesson, heading), re.MULTILINE)


def titles(lesson: Path) -> set[str]:
    return {section.title for section in reading.sections(lesson)}


def test_each_lesson_has_a_note_and_nothing_else_has_one() -> None:
    assert {path.name for path in NOTES.iterdir()} == {
        "README.md",
        *(f"{lesson.stem}.md" for lesson in reading.LESSONS),
    }


def test_the_front_page_leads_to_every_note() -> None:
    linked = reading.links((NOTES / "README.md").read_text(encoding="utf-8"))
    assert [one for one in linked if "/" not in one] == [f"{lesson.stem}.md" for lesson in reading.LESSONS]


@each_lesson
def test_a_note_names_its_lesson_and_has_the_parts_in_order(lesson: Path) -> None:
    first, _, promise, *_ = note(lesson).splitlines()
    (_, title), *_ = reading.headings(lesson)
    number = lesson.stem[:2]
    assert first == f"# Teaching note: [{number} · {title}](../notebooks/{lesson.name})"
    assert re.fullmatch(r"\*In one sentence:\* [^.]+\.", promise)
    assert re.findall(r"^## (.+)$", note(lesson), re.MULTILINE) == HEADINGS
    assert len(by_hand(lesson).split()) < 850, "a teacher reads it in the corridor"


@each_lesson
def test_the_minutes_sum_to_fifty_from_the_prediction_to_the_check(lesson: Path) -> None:
    plan = WHEN.findall(part(lesson, "Fifty minutes"))
    assert sum(int(minutes) for minutes, *_ in plan) == 50
    assert all(3 <= int(minutes) <= 15 for minutes, *_ in plan)
    assert plan[0][2].startswith("Predict first; ")
    assert plan[-1][2].startswith("Check yourself; ")


@each_lesson
def test_the_plan_names_sections_and_questions_of_the_lesson(lesson: Path) -> None:
    asked = dict.fromkeys(itertools.chain(*(ids for _, ids in reading.quizzes(lesson))))
    named = [one for *_, where in WHEN.findall(part(lesson, "Fifty minutes")) for one in where.split("; ")]
    assert {one for one in named if one not in asked} <= titles(lesson)
    assert [one for one in named if one in asked] == list(asked), "every question, in the order of the lesson"


@each_lesson
def test_every_question_that_is_named_is_of_the_lesson(lesson: Path) -> None:
    bank = {question.id for question in learning.questions(lesson.stem)}
    assert set(ID.findall(note(lesson))) == bank


@each_lesson
def test_the_prompts_say_what_a_good_answer_rests_on(lesson: Path) -> None:
    prompts = bullets(lesson, "Discuss")
    assert 3 <= len(prompts) <= 4
    assert all(re.match(r"\*\*[^*]+(?:\*[^*]+\*[^*]+)*\?\*\* ", one) for one in prompts)
    assert [one for one in prompts if not row_ids.cited_ids(one) and "no row" not in one] == []


@each_lesson
def test_what_stops_learners_is_a_question_and_a_place_to_show(lesson: Path) -> None:
    stuck = bullets(lesson, "Where learners get stuck")
    assert 3 <= len(stuck) <= 5
    for one in stuck:
        assert re.match(r"\*\*.+?\*\* \(Q-\d\d-\d\d(?:, Q-\d\d-\d\d)*\)\. ", one), one
        assert any(f"*{title}*" in one for title in titles(lesson)), one


@each_lesson
def test_the_rows_named_in_a_note_are_named_in_its_lesson(lesson: Path) -> None:
    sources = "\n".join(cell.source for cell in reading.lesson(lesson).cells)
    taught = re.findall(r"\b[A-Z][A-Z0-9]*-?\d{1,4}\b", sources)
    questions = [row for one in learning.questions(lesson.stem) for row in one.rows]
    assert set(row_ids.cited_ids(by_hand(lesson))) <= {*taught, *questions}


@each_lesson
def test_numbers_agree_with_their_rows_and_none_stands_alone(lesson: Path) -> None:
    text = by_hand(lesson)
    assert row_ids.faults(text, find) == []
    assert row_ids.loose_numbers(text) == []
    assert row_ids.wrong_sums(text) == []


@pytest.mark.parametrize("path", sorted(NOTES.iterdir()), ids=lambda path: path.stem)
def test_it_reads_well(path: Path) -> None:
    text = path.read_text(encoding="utf-8").partition("## Answers")[0]
    lengths = list(sentence_lengths(reading.without_code(text)))
    assert tone(text) == []
    assert sum(lengths) / len(lengths) <= 14
    assert max(lengths) <= 45
    pytest.importorskip("codespell_lib")
    command = [sys.executable, "-m", "codespell_lib", "--builtin", "clear,rare", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert done.stdout == ""


def test_what_the_front_page_says_to_type_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my-data").mkdir()
    shutil.copy(reading.ROOT / "data" / "clinical" / "options.csv", tmp_path / "my-data")
    monkeypatch.chdir(tmp_path)
    fenced = re.findall(r"^```\n(.+?)^```", (NOTES / "README.md").read_text(encoding="utf-8"), re.S | re.M)
    cells = [text for text in fenced if "rt." in text]
    assert len(cells) == 2
    for text in cells:
        exec(text, {"rt": retinoid_teach})


@each_lesson
def test_the_answers_are_those_of_today(lesson: Path) -> None:
    asked = {one for _, ids in reading.quizzes(lesson) for one in ids}
    assert script.asked(lesson) == asked
    new = script.renewed(note(lesson), classroom.answer_key(lesson.stem, asked=asked))
    assert note(lesson) == new, "out of date; write it: python scripts/teaching_notes.py"


def test_the_answers_stay_out_of_the_folder_of_the_learners() -> None:
    assert [path.name for path in script.LESSONS.rglob("*.md")] == ["glossary.md"]
    assert not script.NOTES.is_relative_to(script.LESSONS)


def test_the_script_leaves_what_was_written_by_hand() -> None:
    before = f"# By hand\n\n{script.BEGIN}\nold\n{script.END}\n\nafter\n"
    once = script.renewed(before, r"new \1 text")
    assert once == f"# By hand\n\n{script.BEGIN}\n\nnew \\1 text\n{script.END}\n\nafter\n"
    assert script.renewed(once, r"new \1 text") == once


@pytest.mark.parametrize(
    "text", ["", script.BEGIN, f"{script.END}\n{script.BEGIN}", f"\\{script.BEGIN}\n{script.END}"]
)
def test_a_note_without_its_markers_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="answers:begin"):
        script.renewed(text, "new")


def test_the_script_names_what_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "teaching"
    notes.mkdir()
    for lesson in reading.LESSONS:
        (notes / f"{lesson.stem}.md").write_text(note(lesson), encoding="utf-8")
    old = notes / f"{reading.LESSONS[0].stem}.md"
    old.write_text(f"By hand\n\n{script.BEGIN}\n{script.END}\n", encoding="utf-8")
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "NOTES", notes)
    assert script.main(["--check"]) == 1
    assert f"{old.name} is out of date; write it: python scripts/teaching_notes.py" in capsys.readouterr().out
    assert script.main([]) == 0
    assert capsys.readouterr().out.strip().endswith(f"{old.name} written")
    assert script.main(["--check"]) == 0
    assert old.read_text(encoding="utf-8").startswith("By hand\n")
