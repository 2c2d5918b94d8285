"""Reads prose for numbers and the rows they are said to come from, such as ``862 ng/mL [P002]``.

A citation is a row id in square brackets, with a field where the row has several numbers: ``38 of 57
[BO174.events]``. It belongs to the last number before it in the same sentence and the same table cell.
`faults` compares the two; `loose_numbers` finds numbers that no row answers for. Numbers of a made-up person
are written as words ("thirty lesions").
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Find = Callable[[str], Row]

_NUMBER = r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?"
NUMBER = re.compile(_NUMBER)
RANGE = re.compile(rf"(?P<low>{_NUMBER})(?:\s+(?:to|of|and|or)\s+|\s*[-–]\s*)(?P<high>\d[\d,]*(?:\.\d+)?)")
CITATION = re.compile(r"\[(?P<row>[A-Z][A-Z0-9]*-?\d{1,4})(?:\.(?P<field>[a-z_]+))?\]")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\d{{1,2}} (?:{MONTHS}) \d{{4}}")
SUM = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:\s*[×+−-]\s*\d+(?:\.\d+)?)+\s*=\s*\d+(?:\.\d+)?")
CELL_OR_PARAGRAPH = re.compile(r"\n\s*\n|\||\n\s*(?:[-*]|\d+\.)\s|(?<=[.?!:;])\s")

# One spelling a line; the first is the tables' own.
UNITS = (
    ("ng/mL", "ng/ml", "nanograms per millilitre"),
    ("ng*h/mL", "ng·h/mL", "ng h/mL"),
    ("h", "hour", "hours"),
    ("%", "percent", "per cent"),
    ("nM", "nmol/L"),
    ("mg/kg/day", "mg/kg a day"),
    ("mg/day", "mg a day"),
    ("mg",),
    ("L/h",),
    ("L", "litre", "litres"),
    ("points", "point"),
    ("ratio", "times", "×", "-fold", "fold"),
)
# What says where a fact was found, or names a thing, is no measurement.
PLACES = {"id", "source_id", "source_ids", "locator", "basis", "confidence", "use"}
NAMES = {"scheme", "guideline", "order"}
EXEMPT = re.compile(
    r"`[^`]*`|\]\([^)]*\)|<[^>]+>|&\w+;"  # code, link targets, tags, entities
    r"|\b[Tt]ypes?\s\d(?:(?:\s*[-–]\s*|\sto\s|\sor\s|\sand\s|,\s)\d)*"
    r"|\b[Ll]essons?\s\d\d(?:(?:\s*[-–]\s*|\sto\s|\sand\s|,\s)\d\d)*|\b\d\d\s·|^\|\s*\d\d\s\|"
    r"|\b(?:19|20)\d\d\b|\b\d+ minutes\b|\b(?:JupyterLab|Notebook|Python)\s\d[\d.]*"
    r"|\bNG198\b"
    r"|\b\d{1,2}-(?:cis|trans|oxo|hydroxy\w*)\b|\b\d{1,2}[EZ]\b|\b[A-Z]\w*[A-Z]-\d\b",  # 13-cis, 13Z, SEB-1
    re.MULTILINE,
)
NOT_CHECKED = "not checked against its source"
UNFIT = {"use": {"trap", "do_not_use_until_checked"}, "teaching_status": {"do_not_teach_as_settled"}}


@dataclass(frozen=True, slots=True)
class Claim:
    """A number (or a range, or a date) and the citations that follow it; both ends of a range are numbers."""

    numbers: tuple[str, ...]
    unit: str
    date: str
    cited: tuple[tuple[str, str], ...]
    sentence: str


def cited_ids(text: str) -> list[str]:
    """Every row id that the text cites, in order, once."""
    return list(dict.fromkeys(match["row"] for match in CITATION.finditer(text)))


def claims(text: str) -> Iterator[Claim]:
    """Yield each group of adjacent citations with the number before it, if there is one."""
    for sentence in CELL_OR_PARAGRAPH.split(text):
        start = 0
        for group in re.finditer(rf"{CITATION.pattern}(?:\s*{_unnamed(CITATION.pattern)})*", sentence):
            yield _claim(sentence[start : group.start()], group.group(), sentence)
            start = group.end()


def faults(text: str, find: Find) -> list[str]:
    """Say where a text and the rows it cites disagree; empty when they agree."""
    found = []
    for claim in claims(text):
        rows = [(row_id, field, _row(row_id, find)) for row_id, field in claim.cited]
        found += [f"[{row_id}]: no such row" for row_id, _, row in rows if row is None]
        present = [(row_id, field, row) for row_id, field, row in rows if row is not None]
        found += [fault for one in present if (fault := _citation_fault(*one, claim.sentence))]
        if claim.numbers and present and not found:
            complaints = [_disagreement(claim, *one) for one in present]
            found += [] if None in complaints else [c for c in complaints if c][:1]
    return found


def loose_numbers(text: str) -> list[str]:
    """Numbers in digits that no citation, sum or exempt phrase accounts for."""
    found = []
    prose = re.sub(r"```.*?```|^\s*\d+\.\s", "", text, flags=re.DOTALL | re.MULTILINE)
    for sentence in CELL_OR_PARAGRAPH.split(prose):
        rest = sentence
        for claim in claims(sentence):
            for number in claim.numbers:
                rest = re.sub(rf"(?<![\w.,]){re.escape(number)}(?![\w]|[.,]\d)", "", rest, count=1)
            rest = rest.replace(claim.date, "") if claim.date else rest
        rest = _without_sums(EXEMPT.sub(" ", CITATION.sub("", rest)), CITATION.sub("", sentence))
        found += NUMBER.findall(rest)
    return found


def wrong_sums(text: str) -> list[str]:
    """Sums in the text ("2 × 3 + 1 = 7") whose result is not what they give."""
    return [s for s in _sums(CITATION.sub("", text)) if not _holds(s)]


def _claim(before: str, citations: str, sentence: str) -> Claim:
    cited = tuple((match["row"], match["field"] or "") for match in CITATION.finditer(citations))
    dates = DATE.findall(before)
    if dates and not NUMBER.search(before.rpartition(dates[-1])[2]):
        return Claim((dates[-1],), "", dates[-1], cited, sentence)
    plain = EXEMPT.sub(lambda match: " " * len(match.group()), before)
    ranges = list(RANGE.finditer(plain))
    last = list(NUMBER.finditer(plain))[-1:]
    if not last:
        return Claim((), "", "", cited, sentence)
    if ranges and ranges[-1].end() >= last[0].end():
        return Claim(
            (ranges[-1]["low"], ranges[-1]["high"]), plain[ranges[-1].end() :].strip(), "", cited, sentence
        )
    return Claim((last[0].group(),), plain[last[0].end() :].strip(), "", cited, sentence)


def _row(row_id: str, find: Find) -> Row | None:
    try:
        return find(row_id)
    except (KeyError, ValueError):
        return None


def _citation_fault(row_id: str, field: str, row: Row, sentence: str) -> str | None:
    if field and row.get(field) is None:
        return f"[{row_id}.{field}]: the row has no such value"
    unfit = row.get("basis") == "unread" or any(row.get(column) in values for column, values in UNFIT.items())
    return (
        f"[{row_id}] may not be used as fact"
        if unfit and NOT_CHECKED not in " ".join(sentence.split())
        else None
    )


def _disagreement(claim: Claim, row_id: str, field: str, row: Row) -> str | None:
    """Say why the claim does not follow from this row, or None where it does."""
    label = f"{' to '.join(claim.numbers)} [{row_id}{'.' if field else ''}{field}]"
    if claim.date:
        held = claim.date in " ".join(str(value) for value in _facts(row, field).values())
        return None if held else f"{label}: the row has no such date"
    values = _values(row, field)
    if not all(any(_equal(number, value) for value in values) for number in claim.numbers):
        return f"{label}: the row says {', '.join(f'{value:g}' for value in values) or 'no number'}"
    numeric = {float(v) for v in _facts(row, "").values() if _is_number(v)}
    if not field and "value" not in row and len(numeric) > max(len(claim.numbers), 1):
        return f"{label}: the row has several numbers; name the field"
    return f"{label}: the unit of the row is {row['unit']}" if not _same_unit(claim.unit, row) else None


def _facts(row: Row, field: str) -> dict[str, Any]:
    if field:
        return {field: row[field]}
    return {
        k: v for k, v in row.items() if v is not None and k not in PLACES | NAMES and not k.endswith("_id")
    }


def _values(row: Row, field: str) -> list[float]:
    """The numbers of a field; without one, of `value`, else of the number columns, else of all text."""
    facts = _facts(row, field or ("value" if row.get("value") is not None else ""))
    numeric = [float(value) for value in facts.values() if _is_number(value)]
    return numeric or [_float(text) for value in facts.values() for text in _in_text(str(value))]


def _in_text(text: str) -> list[str]:
    return re.findall(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", text)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and not math.isnan(value)


def _float(text: str) -> float:
    return float(text.replace(",", ""))


def _equal(printed: str, value: float) -> bool:
    decimals = len(printed.partition(".")[2])
    return abs(_float(printed) - value) <= 0.5 * 10.0**-decimals + 1e-9


def _same_unit(after: str, row: Row) -> bool:
    """True unless the text names a known unit straight after the number and the row has another."""
    unit = row.get("unit")
    said = [
        group for group in UNITS for spelling in group if re.match(rf"{re.escape(spelling)}(?!\w)", after)
    ]
    longest = max(said, key=lambda group: max(len(s) for s in group if after.startswith(s)), default=None)
    return longest is None or not unit or unit in longest


def _sums(text: str) -> list[str]:
    return SUM.findall(re.sub(r"\s+", " ", text))


def _holds(expression: str) -> bool:
    left, _, right = expression.partition("=")
    terms = re.split(r"\s*([+−-])\s*", left.strip())
    total = _product(terms[0])
    for sign, term in zip(terms[1::2], terms[2::2], strict=True):
        total += _product(term) if sign == "+" else -_product(term)
    return _equal(right.strip(), total)


def _product(term: str) -> float:
    return math.prod(float(factor) for factor in term.split("×"))


def _without_sums(rest: str, sentence: str) -> str:
    """Take the results of the sentence's sums out of what is left of it."""
    for expression in _sums(sentence):
        for number in NUMBER.findall(expression):
            rest = re.sub(rf"(?<![\w.,]){re.escape(number)}(?!\w|[.,]\d)", "", rest, count=1)
    return rest


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
