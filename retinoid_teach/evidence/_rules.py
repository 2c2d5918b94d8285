"""Check what the contract cannot say: how the cells of one row must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ._checks import Checked
from ._links import Tables, place
from ._numbers import number_faults
from ._relations import Keys, Pairs, tokens
from .errors import Fault
from .names import Hints
from .question_rules import question_faults

_AGE_BELOW = "age_below"
_NOT_STATED = "not_stated"


def rule_faults(tables: Tables, units: frozenset[str]) -> Iterator[Fault]:
    """Apply every rule to every table of the folder; borrowed tables are known to be good.

    Parameters
    ----------
    tables : mapping
        Every table by name, borrowed ones included.
    units : frozenset of str
        The units that the shipped data uses.
    """
    signs = _signs(tables)
    for checked in tables.values():
        if not checked.borrowed:
            yield from _ids(checked, signs.get(checked.table.name, ""))
            yield from _units(checked, units)
            yield from number_faults(checked)
            if checked.table.name == "safety_rules":
                yield from _conditions(checked, tables)
                yield from _ages(checked, "condition_kind", "condition_id")
                yield from _silent(checked)
            if checked.table.name == "contradictions":
                yield from _ages(checked, "other_kind", "other_id")
            if checked.table.name == "options":
                yield from _cycles(checked)
    yield from question_faults(tables)


def _signs(tables: Tables) -> Mapping[str, str]:
    """Find the signs that stand between ids in the cells which name the rows of a table."""
    signs: dict[str, str] = {}
    for checked in tables.values():
        for _, relation in checked.table.relations:
            between = relation.between if isinstance(relation, Pairs) else ""
            colon = ":" if isinstance(relation, Keys) else ""
            for name in relation.tables:
                signs[name] = "".join(
                    dict.fromkeys(signs.get(name, "") + relation.separators + between + colon)
                )
    return signs


def _ids(checked: Checked, signs: str) -> Iterator[Fault]:
    """Find ids that no cell can name: a sign would part them, and what is not seen is not typed."""
    for position, row in enumerate(checked.rows):
        key = row[checked.table.key]
        if key is None:
            continue
        if found := [sign for sign in signs if sign in key]:
            said = f"an id without {' or '.join(map(repr, found))}, which stands between ids in a list"
            yield place(checked, position, checked.table.key, said)
        elif key != key.strip() or not key.isprintable():
            said = "an id without spaces at its ends, line ends and signs that cannot be seen"
            yield place(checked, position, checked.table.key, said)


def _units(checked: Checked, units: frozenset[str]) -> Iterator[Fault]:
    """Find units that the shipped data does not use: a new spelling would pass for another quantity."""
    hints = Hints()
    named = dict.fromkeys(field.unit_column for field in checked.table.fields)
    for column in (name for name in named if name and checked.table.has(name)):
        for position, row in enumerate(checked.rows):
            if row[column] is not None and row[column] not in units:
                match = hints.nearest(row[column], column, lambda: sorted(units))
                hint = f" (did you mean {match}?)" if match else f": {', '.join(sorted(units))}"
                yield place(checked, position, column, f"a unit that the shipped data uses{hint}")


def _conditions(checked: Checked, tables: Tables) -> Iterator[Fault]:
    """Compare the kind of a condition with the vocabulary."""
    kinds = {row["id"]: row["kind"] for row in tables["conditions"].rows}
    statuses = [row["id"] for row in tables["pregnancy_statuses"].rows if row["id"] != _NOT_STATED]
    for position, row in enumerate(checked.rows):
        kind, found = row["condition_kind"], row["condition_id"]
        if kind not in ("pregnancy", _AGE_BELOW, None) and kinds.get(found, kind) != kind:
            expected = f"a condition of the kind {kind}; this one is of the kind {kinds[found]}"
            yield place(checked, position, "condition_id", expected)
        elif kind == "pregnancy" and found == _NOT_STATED:
            # What a person has not said forbids nothing, so the rule could never hold.
            expected = f"a status that a rule can hold for: {', '.join(statuses)}"
            yield place(checked, position, "condition_id", expected)


def _ages(checked: Checked, kind: str, column: str) -> Iterator[Fault]:
    """See that an age is a number, in a column whose meaning another column tells."""
    for position, row in enumerate(checked.rows):
        found = row[column]
        if row[kind] == _AGE_BELOW and found is not None and not (found.isascii() and found.isdigit()):
            yield place(checked, position, column, f"an age in whole years: {kind} is {_AGE_BELOW}")


def _silent(checked: Checked) -> Iterator[Fault]:
    """A rule that does not decide is shown as context, and its reader is told why."""
    for position, row in enumerate(checked.rows):
        if row["decides"] is False and not (row["why_not"] or "").strip():
            yield place(checked, position, "why_not", "why the rule does not decide, as decides is false")


def _cycles(options: Checked) -> Iterator[Fault]:
    """Find regimens that are made of themselves: what restricts them would never be found out."""
    relation = dict(options.table.relations)["parts"]
    parts = {row["id"]: tokens(row["parts"], relation) for row in options.rows if row["parts"]}
    at = {row["id"]: position for position, row in enumerate(options.rows)}
    done: set[str] = set()
    for start, first in parts.items():
        # A path with the parts still to follow at each step: a recursion would end at long chains.
        path, ahead = {start: None}, [iter(first)]
        while path:
            part = next((one for one in ahead[-1] if one not in done), None)
            if part is None:
                done.add(path.popitem()[0])
                ahead.pop()
            elif part in path:
                ring = [*list(path)[list(path).index(part) :], part]
                said = f"parts that do not lead back to the option: {' → '.join(ring)}"
                yield place(options, at[part], "parts", said)
            else:
                path[part] = None
                ahead.append(iter(parts.get(part, ())))
