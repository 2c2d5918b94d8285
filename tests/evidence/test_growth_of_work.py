"""What a folder holds may cost time in step with its size, whatever its texts are made of.

Times are of the processor, in one process, of a text and of one four times as long: quadratic work would
take sixteen times as long. Short times are rounded up, so that a slow machine decides nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from retinoid_teach import learning
from retinoid_teach.clinic._crosswalk import _without_brackets
from retinoid_teach.evidence import DataError, open_data, shipped
from retinoid_teach.evidence._look import blank_in_words, damage_in_words
from retinoid_teach.evidence._numbers import _numbers
from retinoid_teach.evidence._patterns import longest_text
from retinoid_teach.evidence._reader import value_reader
from retinoid_teach.evidence.contract import Field
from retinoid_teach.evidence.names import Hints
from retinoid_teach.learning.linting import _by_marks, _by_number
from retinoid_teach.trials._published import _PERCENT
from tests.evidence.folders import column, faults_of, first, own
from tests.evidence.mutations import sheet, written

SHORT, TIMES, LEAST_S = 20_000, 4, 0.05


def seconds(work: Callable[[], object]) -> float:
    """Return the least of three times, and never less than what a clock tells well."""
    found = []
    for _ in range(3):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return max(LEAST_S, min(found))


def _read(cell: str) -> object:
    fields = {field.name: field for field in shipped().table("pk_parameters").fields}
    return _refused(fields["dispersion"], cell)


def _refused(field: Field, cell: str) -> object:
    try:
        return value_reader(field)(cell)
    except ValueError:
        return None


def _question(text: str) -> Any:
    class Asked:
        id = "Q-77-01"
        texts = (text,)

    return Asked()


def _lint_marks(text: str) -> object:
    return list(_by_marks(_question(text)))


def _lint_numbers(text: str) -> object:
    return list(_by_number(_question(text), shipped()))


WORK: dict[str, tuple[Callable[[str], object], str]] = {
    "number-of-digits": (_read, "9"),
    "number-of-points": (_read, "9."),
    "number-of-exponents": (_read, "9e"),
    "percent-of-digits": (_PERCENT.findall, "9"),
    "percent-of-points": (_PERCENT.findall, "9."),
    "brackets-open": (_without_brackets, "("),
    "brackets-closed-first": (lambda text: _without_brackets(f"){text}"), "("),
    "brackets-closed-last": (lambda text: _without_brackets(f"{text})"), "("),
    "marks-open": (_lint_marks, " *a"),
    "marks-of-two-kinds": (_lint_marks, " *`"),
    "marks-in-a-row": (_lint_marks, "*"),
    "numbers-cited": (_lint_numbers, " 1 [P001.value]"),
    "numbers-only": (_lint_numbers, "1,234"),
    "citations-open": (_lint_numbers, "[A1"),
    "numbers-in-a-value": (_numbers, "1,234"),
    "encoding": (damage_in_words, "Ãâ"),
    "blank": (blank_in_words, "\u00a0"),
    "error": (damage_in_words, "#A"),
}


@pytest.mark.parametrize("name", WORK)
def test_a_text_costs_time_in_step_with_its_length(name: str) -> None:
    work, unit = WORK[name]
    short, long = (unit * (SHORT * times // len(unit)) + "!" for times in (1, TIMES))
    assert seconds(lambda: work(long)) < 2 * TIMES * seconds(lambda: work(short))


@pytest.mark.parametrize(
    "pattern", ["[a-z]*[a-z]*!", "a?" * 12 + "a*", "[a-z]{1,40}[a-z]{1,40}[a-z]*", r"\S*\S*\S*x"]
)
def test_a_form_is_held_against_no_longer_text_than_it_can_bear(pattern: str, tmp_path: Path) -> None:
    longest = longest_text(pattern)
    assert 20 <= longest < 100_000

    def change(document: dict[str, Any]) -> None:
        first(document)["schema"]["fields"].append(
            {"name": "mine", "type": "string", "constraints": {"pattern": pattern}}
        )

    own(tmp_path, "options", change=change)
    clean = sheet("options")
    cells = ["a" * longest, "a" * (longest + 1), "a" * 90_000 + ";"]
    rows = [[*row, ""] for row in clean.rows]
    for row, cell in zip(rows, cells, strict=False):
        row[-1] = cell
    (tmp_path / shipped().table("options").path).write_bytes(written([[*clean.header, "mine"], *rows]))
    start = time.process_time()
    faults = faults_of(tmp_path)
    assert time.process_time() - start < 60, "minutes would be years for a pattern that is not plain"
    said = [fault.expected for fault in faults if fault.row in (3, 4)]
    assert said == [f"at most {longest} characters, as this column has a form"] * 2


def _all_wrong(folder: Path, rows: int) -> Path:
    """Every id of an own vocabulary is new, and every reference to it is the old one."""
    folder.mkdir()
    names = [f"partner_number_{number}_of_many" for number in range(rows)]
    partners = "".join(f"{name}_new,Label\n" for name in names)
    (folder / "interaction_partners.csv").write_text(f"id,label\n{partners}")
    clean = sheet("interactions")
    at = {name: clean.header.index(name) for name in ("id", "a_keys")}
    lines = []
    for number, name in enumerate(names):
        line = list(clean.rows[0])
        line[at["id"]], line[at["a_keys"]] = f"ZZ{number}", f"text:{name}"
        lines.append(line)
    (folder / "interactions.csv").write_bytes(written([clean.header, *lines]))
    return folder


def test_a_renamed_vocabulary_is_told_in_step_with_its_size(tmp_path: Path) -> None:
    few, many = (_all_wrong(tmp_path / str(rows), rows) for rows in (500, 500 * TIMES))
    faults = [fault for fault in faults_of(many) if fault.column == "a_keys"]
    assert len(faults) == 500 * TIMES
    assert "did you mean partner_number_0_of_many_new?" in faults[0].expected

    def opened(folder: Path) -> None:
        with pytest.raises(DataError):
            open_data(folder)

    assert seconds(lambda: opened(many)) < 2 * TIMES * seconds(lambda: opened(few))


def test_hints_end_and_what_was_found_stays() -> None:
    hints, names = Hints(), [f"name_{number}" for number in range(5000)]
    found = [hints.nearest(f"name_{number}x", "names", lambda: names) for number in range(5)]
    assert found == ["name_0", "name_1", "name_2", "name_3", None]
    assert hints.nearest("name_0x", "names", lambda: names) == "name_0"


@pytest.mark.parametrize("wrong", ["id", "Zusatz"])
def test_a_header_without_end_is_told_in_step_with_its_length(wrong: str, tmp_path: Path) -> None:
    def opened(folder: Path) -> None:
        with pytest.raises(DataError):
            open_data(folder)

    folders = []
    for times in (1, TIMES):
        folder = tmp_path / str(times)
        folder.mkdir()
        labels = ",".join(f"{wrong}{number if wrong != 'id' else ''}" for number in range(10_000 * times))
        (folder / "regions.csv").write_text(f"id,name,kind,{labels}\n")
        folders.append(folder)
    short, long = folders
    assert seconds(lambda: opened(long)) < 2 * TIMES * seconds(lambda: opened(short))


def test_regimens_in_a_long_chain_are_followed_in_step_with_it(tmp_path: Path) -> None:
    def opened(rows: int) -> Callable[[], object]:
        folder = tmp_path / str(rows)
        folder.mkdir()
        clean = sheet("options")
        at = {name: clean.header.index(name) for name in ("id", "parts")}
        lines = [list(row) for row in clean.rows[:-1]]
        for number in range(rows):
            line = list(clean.rows[0])
            line[at["id"]], line[at["parts"]] = f"zz{number}", f"zz{number + 1}" if number + 1 < rows else ""
            lines.append(line)
        (folder / "options.csv").write_bytes(written([clean.header, *lines]))
        return lambda: open_data(folder)

    assert seconds(opened(4000 * TIMES)) < 2 * TIMES * seconds(opened(4000))


def test_the_lint_still_finds_what_stands_behind_many_numbers() -> None:
    text = "1 " * 5000 + "It is 5 [GS011.lesson_score]"
    assert list(_by_number(_question(text), shipped())) == []
    text = "9 " * 5000 + "It is 5 [GS011.lesion_score]"
    (found,) = _by_number(_question(text), shipped())
    assert found.what == "5 [GS011.lesion_score]"
    assert learning.lint().empty


def test_a_form_may_be_added_to_a_column_of_ones_own_only(tmp_path: Path) -> None:
    own(
        tmp_path,
        "options",
        change=lambda document: column(document, "name").update(constraints={"pattern": ".*"}),
    )
    assert any("as in the shipped data" in fault.expected for fault in faults_of(tmp_path))
