"""The curves of the receptor lab: one for each constant, alone or beside a second ligand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from retinoid_teach import pharmacology as model

from .drawing import Curve, Mark
from .receptor_text import constant_name, short_name
from .words import amount

if TYPE_CHECKING:
    from retinoid_teach.pharmacology import Constant

    from .drawing import Array

MOST = 6
"""So many curves can be told apart by pattern and colour."""

LOW_NM, HIGH_NM, POINTS = 0.01, 1e5, 200


def compete(one: Constant, other: Constant) -> bool:
    """Whether two constants are of two ligands at one receptor, both measured."""
    both = one.relation == other.relation == "="
    return both and one.target == other.target and one.compound != other.compound


def concentrations() -> Array:
    """Return the concentrations of the axis, nM."""
    import numpy as np

    return np.geomspace(LOW_NM, HIGH_NM, POINTS)


def share(one: Constant, concentration: Any, values: Mapping[str, Any], rival: Constant | None) -> Any:
    """Return the fraction at one concentration or many, beside the second ligand if it competes."""
    import numpy as np

    if rival is None or not compete(one, rival):
        hill = values["hill"] if rival is None else 1
        return model.receptor_occupancy(concentration, one.value_nm, hill)
    beside = np.full(np.shape(concentration), float(values["rival_nm"]))
    both = {"one": concentration, "rival": beside}
    return model.competitive_occupancy(both, {"one": one.value_nm, "rival": rival.value_nm})["one"]


def curves_of(
    constants: Sequence[Constant], x: Array, values: Mapping[str, Any], rival: Constant | None
) -> Iterator[Curve]:
    """Give a curve for each measured constant; of one that is competed with, also the curve without.

    Beside a second ligand every other curve is called alone: also its own, which nothing competes with.
    """
    for at, one in enumerate(constants):
        if one.relation != "=":
            continue
        name = constant_name(one)
        if rival is not None and compete(one, rival):
            name = f"{name}, beside {amount(values['rival_nm'], 'nM')} {short_name(rival.compound)}"
            alone = 100 * share(one, x, {"hill": 1}, None)
            yield Curve(alone, f"{constant_name(one)}, alone", "muted", (at + 3) % MOST, short="alone")
        elif rival is not None:
            name = f"{name}, alone"
        yield Curve(100 * share(one, x, values, rival), name, at + 1, at, short=_short(one, constants))


def _short(one: Constant, constants: Sequence[Constant]) -> str:
    """The least that tells a curve from the others: its target, its compound, or both."""
    compounds = {other.compound for other in constants}
    targets = {other.target for other in constants}
    if len(compounds) == 1:
        return one.target
    return short_name(one.compound) if len(targets) == 1 else f"{short_name(one.compound)[:6]} {one.target}"


def bound_mark(one: Constant) -> Mark:
    """Return the mark of a constant that is only a bound: the room below it."""
    text = f"{constant_name(one)}: at most {amount(one.value_nm, 'nM')}"
    return Mark(one.value_nm, 50, text, 1, "at most", left=LOW_NM, right=one.value_nm, computed=True)
