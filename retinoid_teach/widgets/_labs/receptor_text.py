"""What the receptor lab says: its sentence and numbers, and what is known where no curve can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from retinoid_teach import pharmacology as model

from .drawing import Readout
from .words import amount, figures, percent

if TYPE_CHECKING:
    from retinoid_teach.evidence import Catalog
    from retinoid_teach.pharmacology import Constant, ConstantSet, NoCurve

_WHAT = (
    "How much of a receptor is taken, or how much of an effect is reached, as the concentration of a drug "
    "rises. Each curve is made of one constant; the set says which quantity it is and how it was measured."
)
_AXIS = (
    "Only constants of one quantity, one assay, one species and one source share a picture. A Kd from one "
    "laboratory and an EC50 from another are not two points of one scale."
)
_WORDS = (
    "Kd and Ki are about receptors: the fraction that is occupied. EC50 and AC50 are about an effect: the "
    "fraction of the largest one. A cell can show its whole effect with few of its receptors occupied."
)
_LIMITS = (
    "The concentration is that of free drug around the receptor, at rest. Almost all of a retinoid in blood "
    "is bound to protein, so a concentration in plasma is not the one on this axis [P013]."
)
ABOUT = (_WHAT, _AXIS, _WORDS, _LIMITS)
_KNOWN, _TRAPS = "What is known instead", "Printed in a database, and not used"
_OTHERWISE = "The same drug at the same target, measured otherwise: not for this picture"
_MARKS = re.compile(r"\bTRAP: |,? see data_traps| \([A-Z]\d{3}\)")
_CLAUSE = re.compile(r"(?:[;.] |^)[^;.]*\b[A-Z]\d{3}\b[^;.]*")
"""In a note, what speaks to whoever keeps the tables: marks, and clauses about ids of sources."""

Beside = tuple[str, Mapping[str, float]]
"""A second ligand with its concentration, and the share of each curve that it competes with, alone."""
_IN_BRACKETS = re.compile(r"\(([A-Z]+\d+(?:, [A-Z]+\d+)*)\)")


def short_name(compound: str) -> str:
    """Return a compound's name without the systematic name after it.

    Examples
    --------
    >>> short_name("CD437 (6-[3-(1-adamantyl)-4-hydroxyphenyl]-2-naphthoic acid)")
    'CD437'
    """
    return compound.partition(" (")[0]


def constant_name(constant: Constant) -> str:
    """Return which compound at which target a constant is of."""
    return f"{short_name(constant.compound)} at {constant.target.replace(',', ', ')}"


def receptor_sentence(
    chosen: ConstantSet,
    constants: Sequence[Constant],
    shares: Mapping[str, float],
    concentration: str,
    beside: Beside | None = None,
) -> str:
    """Say what each curve reads at the slider's concentration, the highest first."""
    if not shares:
        said = "; ".join(f"{_bound(one, chosen)} [{one.row_id}]" for one in constants)
        return f"{said}. A bound makes no curve." if said else "No constant is ticked."
    by_id = {one.row_id: one for one in constants}
    ranked = sorted(shares, key=lambda row_id: -shares[row_id])
    rival, alone = beside or ("", {})
    told = [
        f"{percent(shares[row])} for {constant_name(by_id[row])} [{row}]"
        + (f" beside {rival} (alone {percent(alone[row])})" if row in alone else "")
        for row in ranked
    ]
    return f"At {concentration}, {chosen.meaning}: {', '.join(told)}."


def _bound(constant: Constant, chosen: ConstantSet) -> str:
    return f"{chosen.quantity} of {constant_name(constant)}: at most {amount(constant.value_nm, 'nM')}"


def receptor_readouts(
    chosen: ConstantSet, constants: Sequence[Constant], shares: Mapping[str, float], catalog: Catalog
) -> Iterator[Readout]:
    """Give the share of each curve, then how many times more one target needs than another."""
    for one in constants:
        if one.row_id in shares:
            label = f"{constant_name(one)}, {chosen.quantity} {amount(one.value_nm, 'nM')}"
            yield Readout(label, percent(shares[one.row_id]).removesuffix(" %"), "%", (one.row_id,))
    measured = sorted((one for one in constants if one.relation == "="), key=lambda one: one.value_nm)
    for one, other in combinations(measured, 2):
        if one.compound == other.compound and one.target != other.target:
            times = model.selectivity(chosen.key, one.compound, one.target, other.target, catalog)
            label = f"{short_name(one.compound)}: {one.target} over {other.target}"
            yield Readout(label, figures(times, 2), "times", (one.row_id, other.row_id))


def measured_otherwise(
    chosen: ConstantSet, constants: Sequence[Constant], sets: Iterable[ConstantSet]
) -> list[tuple[str, list[str]]]:
    """Return the numbers that other sets have for the pairs on show."""
    others = [
        (other.quantity, found) for other in sets if other.key != chosen.key for found in other.constants
    ]
    told = []
    for one in constants:
        pair = one.compound, one.target
        found = [
            _reads(quantity, other) for quantity, other in others if (other.compound, other.target) == pair
        ]
        if found:
            told.append(f"{constant_name(one)}: {_reads(chosen.quantity, one)} here; {', '.join(found)}")
    return [(_OTHERWISE, told)] if told else []


def _reads(quantity: str, constant: Constant) -> str:
    bound = "" if constant.relation == "=" else "at most "
    return f"{quantity} {bound}{amount(constant.value_nm, 'nM')} [{constant.row_id}]"


def no_curve_sentence(reason: NoCurve) -> str:
    """Return the reason why there is no curve, its rows cited as elsewhere."""
    cited = _IN_BRACKETS.sub(
        lambda found: " ".join(f"[{row}]" for row in found[1].split(", ")), reason.reason
    )
    return str(cited)


def no_curve_facts(reason: NoCurve, catalog: Catalog) -> list[tuple[str, list[str]]]:
    """Return what is known instead, and the traps with the reason why each is one."""
    return [
        (_KNOWN, [_fact(row_id, catalog) for row_id in reason.known]),
        (_TRAPS, [_fact(row_id, catalog) for row_id in reason.traps]),
    ]


def _fact(row_id: str, catalog: Catalog) -> str:
    table, row = catalog.row(row_id)
    if table == "data_traps":
        seen = _MARKS.sub("", row["where_seen"])
        return f"“{row['wrong_or_risky_claim']}” in {seen}. {_sentence(row['why'])} [{row_id}]"
    about = row["target"] if table == "receptor_activity" else row["endpoint"]
    what = f"{row['compound']}, {about}: {_value(row)}"
    where = f" ({row['assay']})" if row["assay"] else ""
    return f"{what}{where}. {_sentence(row['note'] or '')} [{row_id}]".replace(".  [", ". [")


def _value(row: Mapping[str, Any]) -> str:
    parts = (row.get("parameter") if row.get("unit") else "", row.get("direction"), row["value"], row["unit"])
    return " ".join(str(part) for part in parts if part)


def _sentence(text: str) -> str:
    text = _CLAUSE.sub("", _MARKS.sub("", text))
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
