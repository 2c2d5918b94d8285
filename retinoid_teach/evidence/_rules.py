"""Check what the contract cannot say: how the cells of one row must agree."""

from __future__ import annotations

from collections.abc import Iterator

from retinoid_teach.evidence._checks import Checked
from retinoid_teach.evidence._errors import Fault
from retinoid_teach.evidence._links import Tables, place
from retinoid_teach.evidence._names import nearest

_NO_NUMBER = ("string", "boolean", "date")
_AGE_BELOW = "age_below"
_PARTS = (("events", "n"), ("exposed_events", "n_exposed"), ("comparator_events", "n_comparator"))


def rule_faults(tables: Tables, units: frozenset[str]) -> Iterator[Fault]:
    """Apply every rule to every table of the folder; borrowed tables are known to be good.

    Parameters
    ----------
    tables : mapping
        Every table by name, borrowed ones included.
    units : frozenset of str
        The units that the shipped data uses.
    """
    for checked in tables.values():
        if not checked.borrowed:
            yield from _low_before_high(checked)
            yield from _part_of_whole(checked)
            yield from _units(checked, units)
            if checked.table.name == "safety_rules":
                yield from _conditions(checked, tables)
                yield from _ages(checked, "condition_kind", "condition_id")
            if checked.table.name == "contradictions":
                yield from _ages(checked, "other_kind", "other_id")


def _low_before_high(checked: Checked) -> Iterator[Fault]:
    for field in checked.table.fields:
        partner = field.name.removesuffix("_low") + "_high"
        if not field.name.endswith("_low") or not checked.table.has(partner) or field.type in _NO_NUMBER:
            continue
        for position, row in enumerate(checked.rows):
            low, high = row[field.name], row[partner]
            if low is not None and high is not None and low > high:
                yield place(checked, position, field.name, f"at most {partner}, which is {high:g}")


def _part_of_whole(checked: Checked) -> Iterator[Fault]:
    for part, whole in _PARTS:
        if checked.table.has(part) and checked.table.has(whole):
            for position, row in enumerate(checked.rows):
                if row[part] is not None and row[whole] is not None and row[part] > row[whole]:
                    yield place(checked, position, part, f"at most {whole}, which is {row[whole]}")


def _units(checked: Checked, units: frozenset[str]) -> Iterator[Fault]:
    """Find units that the shipped data does not use: a new spelling would pass for another quantity."""
    named = dict.fromkeys(field.unit_column for field in checked.table.fields)
    for column in (name for name in named if name and checked.table.has(name)):
        for position, row in enumerate(checked.rows):
            if row[column] is not None and row[column] not in units:
                match = nearest(row[column], units)
                hint = f" (did you mean {match}?)" if match else f": {', '.join(sorted(units))}"
                yield place(checked, position, column, f"a unit that the shipped data uses{hint}")


def _conditions(checked: Checked, tables: Tables) -> Iterator[Fault]:
    """Compare the kind of a condition with the vocabulary."""
    kinds = {row["id"]: row["kind"] for row in tables["conditions"].rows}
    for position, row in enumerate(checked.rows):
        kind, found = row["condition_kind"], row["condition_id"]
        if kind not in ("pregnancy", _AGE_BELOW, None) and kinds.get(found, kind) != kind:
            expected = f"a condition of the kind {kind}; this one is of the kind {kinds[found]}"
            yield place(checked, position, "condition_id", expected)


def _ages(checked: Checked, kind: str, column: str) -> Iterator[Fault]:
    """See that an age is a number, in a column whose meaning another column tells."""
    for position, row in enumerate(checked.rows):
        found = row[column]
        if row[kind] == _AGE_BELOW and found is not None and not (found.isascii() and found.isdigit()):
            yield place(checked, position, column, f"an age in whole years: {kind} is {_AGE_BELOW}")
