"""Check how the numbers of a row must agree: with each other, with its words, with what a model needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from ._checks import Checked
from ._links import place
from .contract import Need, Scale
from .errors import Fault

Row = Mapping[str, Any]
_PARTS = (("events", "n"), ("exposed_events", "n_exposed"), ("comparator_events", "n_comparator"))
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_ALONE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_CHANGE_ALL = "people read value, models read value_low and value_high, so all must say the same"
_NO_LOW, _NO_HIGH = ("<", "<="), (">", ">=")


def number_faults(checked: Checked) -> Iterator[Fault]:
    """Yield what does not agree in the rows of one table."""
    table = checked.table
    told: set[int | None] = set()
    yield from _low_before_high(checked)
    yield from _part_of_whole(checked)
    if table.has_numbers("percent", "events", "n"):
        yield from _each(checked, _percent_of_count)
    if table.has_numbers("value_low", "value_high") and table.has("value") and not table.has_numbers("value"):
        for fault in _each(checked, _ends_in_value):
            told.add(fault.row)
            yield fault
    for scale in table.scales:
        yield from _each(checked, partial(_word_for_number, scale=scale))
    for need in table.needs:
        unit = next((one.unit_column for one in table.fields if one.name == need.column), None)
        needed = _each(checked, partial(_needed, need=need, unit_column=unit))
        yield from (fault for fault in needed if fault.row not in told)


def _each(checked: Checked, rule: Callable[[Row], tuple[str, str] | None]) -> Iterator[Fault]:
    """Hold each row against a rule that gives the column at fault and what is expected there."""
    for position, row in enumerate(checked.rows):
        if found := rule(row):
            yield place(checked, position, *found)


def _low_before_high(checked: Checked) -> Iterator[Fault]:
    for low, high in _ends(checked):
        for position, row in enumerate(checked.rows):
            if _is_above(row, low, high):
                yield place(checked, position, low, f"at most {high}, which is {row[high]:g}")


def _ends(checked: Checked) -> list[tuple[str, str]]:
    names = [name for name in checked.table.columns if name.endswith("_low")]
    pairs = [(name, name.removesuffix("_low") + "_high") for name in names]
    return [pair for pair in pairs if checked.table.has_numbers(*pair)]


def _is_above(row: Row, low: str, high: str) -> bool:
    return bool(row[low] is not None and row[high] is not None and row[low] > row[high])


def _part_of_whole(checked: Checked) -> Iterator[Fault]:
    for part, whole in _PARTS:
        if checked.table.has_numbers(part, whole):
            for position, row in enumerate(checked.rows):
                if _is_above(row, part, whole):
                    yield place(checked, position, part, f"at most {whole}, which is {row[whole]}")


def _percent_of_count(row: Row) -> tuple[str, str] | None:
    """Compare a percentage with its counts, to its last digit: sources round up, down and off."""
    percent, events, whole = row["percent"], row["events"], row["n"]
    if percent is None or events is None or not whole or events > whole:
        return None
    counted = 100 * events / whole
    digits = len(f"{percent:.10f}".rstrip("0").partition(".")[2])
    if abs(counted - percent) < 10.0**-digits - 1e-9:
        return None
    said = (
        f"about {counted:.3g}, for {events} of {whole} (leave events blank where the source counts otherwise)"
    )
    return "percent", said


def _ends_in_value(row: Row) -> tuple[str, str] | None:
    """See that `value`, which people read, says the same as the two ends, which models and figures read."""
    low, high, text = row["value_low"], row["value_high"], row["value"]
    relation = row.get("relation")
    if _is_above(row, "value_low", "value_high"):
        return None
    if low is None and high is None:
        return _ends_missing(text, row)
    for name, end, bars in (("value_low", low, _NO_LOW), ("value_high", high, _NO_HIGH)):
        if end is not None and relation in bars:
            return name, f"blank, as relation is {relation}"
    ends = {name: row[name] for name in ("value_low", "value_high") if row[name] is not None}
    alone = _alone(text)
    for name, end in ends.items():
        if end != alone if alone is not None else abs(end) not in _numbers(text):
            what = "the number" if alone is not None or text is None else "a text with the number"
            return "value", f"{what} {end:g}, which is {name}: {_CHANGE_ALL}"
    if alone is not None and len(ends) == 1 and relation not in (*_NO_LOW, *_NO_HIGH, *_ONE_END):
        missing = "value_high" if high is None else "value_low"
        return missing, f"{alone:g}, as value is this one number"
    return None


_ONE_END = ("up to",)


def _ends_missing(text: str | None, row: Row) -> tuple[str, str] | None:
    """A number without a unit is a name or a year; one with a unit is there to be used."""
    if not row.get("unit") or (alone := _alone(text)) is None:
        return None
    name = "value_high" if row.get("relation") in _NO_LOW else "value_low"
    return name, f"{alone:g}, as value is: {_CHANGE_ALL}"


def _alone(text: str | None) -> float | None:
    return float(text) if text and _ALONE.fullmatch(text.strip()) else None


def _numbers(text: str | None) -> set[float]:
    return {float(found) for found in _NUMBERS.findall(_THOUSANDS.sub("", text or ""))}


def _word_for_number(row: Row, scale: Scale) -> tuple[str, str] | None:
    """Compare a word with the percentages beside it: they contradict it if no number of both is the same."""
    word, low, high = row[scale.column], row[scale.low], row[scale.high]
    if word not in scale.limits or (low is None and high is None) or _is_above(row, scale.low, scale.high):
        return None
    least, most = scale.limits[word]
    if (low or 0.0) <= most and (low if high is None else high) >= least:
        return None
    given = f"{scale.low} {low:g}" if high is None else f"{scale.high} {high:g}"
    if low is not None and high is not None:
        given = f"{scale.low} {low:g} and {given}"
    return scale.column, f"a word for {given}; {word} is from {least:g} to {most:g}"


def _needed(row: Row, need: Need, unit_column: str | None) -> tuple[str, str] | None:
    """See that a model can use the number of a row that it reads."""
    number = row[need.column]
    if not need.holds_for(row):
        return None
    if number is None:
        return need.column, f"a number: a model reads it as {need.quantity}"
    if unit_column and row[unit_column] != need.unit:
        return unit_column, f"{need.unit}, with the numbers in it: a model reads this row as {need.quantity}"
    if limits := _limits_passed(number, need):
        return need.column, f"{limits}: a model reads it as {need.quantity}"
    other = need.column.removesuffix("_low") + "_high"
    two = need.column.endswith("_low") and (row.get(other) or number) > number
    said = f"{number:g}, as {need.column} is: a model reads one number, {need.quantity}"
    return (other, said) if two else None


def _limits_passed(number: float, need: Need) -> str:
    if need.above is not None and number <= need.above:
        return f"a number above {need.above:g}"
    if need.at_least is not None and number < need.at_least:
        return f"at least {need.at_least:g}"
    if need.at_most is not None and number > need.at_most:
        return f"at most {need.at_most:g}"
    return ""
