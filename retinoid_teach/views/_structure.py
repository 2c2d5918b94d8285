"""One structure, or two isomers above each other with the bond that differs marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retinoid_teach import pharmacology
from retinoid_teach.evidence import Catalog
from retinoid_teach.pharmacology import StereoBond, Structure

from ._depiction import BOND, Depiction, depict
from ._drawing import SIZE, SMALL
from ._figure import FAINT, INK, PAPER, Figure
from ._own_look import own_look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

_MARK, _MARK_EDGE = "#f2c230", "#7a5300"
_INCHES = 5.4
_ACROSS, _MARGIN, _CAPTION = 360.0, 14.0, 46.0
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_AWAY = 0.62 * BOND


@dataclass(frozen=True, slots=True)
class _Panel:
    """A structure with its drawing, its E/Z bonds and those of them that differ."""

    structure: Structure
    depiction: Depiction
    bonds: tuple[StereoBond, ...]
    differ: tuple[StereoBond, ...]


@own_look()
def structure(compound: str, other: str | None = None, *, catalog: Catalog | None = None) -> Figure:
    """Draw a compound; with an isomer, both under each other and the bond that differs marked.

    Parameters
    ----------
    compound : str
        Name as in the table `compounds`.
    other : str, optional
        An isomer of it.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Figure
        Each double bond of the chain with its number and E or Z; name, formula and molar mass (g/mol) below.

    Raises
    ------
    ValueError
        For a compound without a structure, or two that are no isomers.

    Notes
    -----
    Source rows: `compounds` (smiles, formula, mw). Drawn by RDKit.

    Examples
    --------
    >>> structure("tretinoin").alt_text
    'Structure of tretinoin, C20H28O2, 300.442 g/mol. Its double bonds are 7E, 9E, 11E, 13E.'
    """
    if other is None:
        panels, statement = [_panel(compound, None, (), catalog)], _bonds_said(compound, catalog)
    else:
        found = pharmacology.isomer_difference(compound, other, catalog)
        first, second = (tuple(pair[side] for pair in found.bonds) for side in (0, 1))
        panels = [_panel(compound, None, first, catalog), _panel(other, compound, second, catalog)]
        statement = found.statement
    said = ". Below it: ".join(_caption(one.structure) for one in panels)
    return Figure(_draw(panels), f"Structure of {said}. {statement}")


def _panel(
    compound: str, like: str | None, differ: tuple[StereoBond, ...], catalog: Catalog | None
) -> _Panel:
    found = pharmacology.structure(compound, catalog)
    model = None if like is None else pharmacology.structure(like, catalog).isomeric_smiles
    bonds = pharmacology.stereo_bonds(compound, catalog)
    return _Panel(found, depict(found.isomeric_smiles, model), bonds, differ)


def _caption(found: Structure) -> str:
    return f"{found.name}, {found.formula}, {found.molar_mass:g} g/mol"


def _bonds_said(compound: str, catalog: Catalog | None) -> str:
    bonds = pharmacology.stereo_bonds(compound, catalog)
    if not bonds:
        return "No double bond of it is E or Z."
    return f"Its double bonds are {', '.join(bond.name for bond in bonds)}."


def _draw(panels: list[_Panel]) -> Axes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    across = max(_ACROSS, *(one.depiction.width for one in panels)) + 2 * _MARGIN
    down = sum(one.depiction.height + _CAPTION for one in panels) + 2 * _MARGIN
    canvas = Canvas(figsize=(_INCHES, _INCHES * down / across), facecolor=PAPER)
    FigureCanvasAgg(canvas)
    axes = canvas.add_axes((0, 0, 1, 1), facecolor=PAPER)
    axes.set(xlim=(0, across), ylim=(down, 0))
    axes.set_axis_off()
    top, left = _MARGIN, (across - max(one.depiction.width for one in panels)) / 2
    for one in panels:
        _draw_panel(axes, one, left + _start(panels[0]) - _start(one), top, _INCHES * 72 / across)
        formula = one.structure.formula.translate(_SUBSCRIPTS)
        below = f"{formula}, {one.structure.molar_mass:g} g/mol"
        axes.text(
            across / 2, top + one.depiction.height + 15, one.structure.name, ha="center", va="center",
            color=INK, size=SIZE, weight="bold",
        )  # fmt: skip
        axes.text(
            across / 2, top + one.depiction.height + 31, below, ha="center", va="center",
            color=INK, size=SMALL,
        )  # fmt: skip
        top += one.depiction.height + _CAPTION
    return axes


def _start(panel: _Panel) -> float:
    """Where the chain leaves the ring: isomers are drawn with these places under each other."""
    return float(panel.depiction.atoms[list(panel.bonds[0].atoms)].min(axis=0)[0]) if panel.bonds else 0.0


def _draw_panel(axes: Axes, panel: _Panel, left: float, top: float, points: float) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.transforms import Affine2D

    drawn, moved = panel.depiction, Affine2D().translate(left, top) + axes.transData
    for bond in panel.differ:
        ends = drawn.atoms[list(bond.atoms)] + (left, top)
        axes.plot(*ends.T, color=_MARK, linewidth=0.55 * BOND * points, solid_capstyle="round", zorder=1)
    for path in drawn.lines:
        axes.add_patch(PathPatch(path, fill=False, edgecolor=INK, linewidth=2 * points, transform=moved))
    for path in drawn.letters:
        axes.add_patch(PathPatch(path, facecolor=INK, edgecolor="none", transform=moved))
    for bond, (x, y) in zip(panel.bonds, _places(panel), strict=True):
        marked = bond in panel.differ
        box = {"facecolor": _MARK, "edgecolor": _MARK_EDGE, "boxstyle": "round,pad=0.2"} if marked else None
        axes.text(
            x + left, y + top, bond.name, ha="center", va="center", bbox=box, zorder=3, color=INK if marked
            else FAINT, size=SIZE if marked else SMALL, weight="bold" if marked else "normal",
        )  # fmt: skip


def _places(panel: _Panel) -> Iterator[NDArray[np.float64]]:
    """Beside the middle of each bond, on the side that has more room."""
    atoms = panel.depiction.atoms
    for bond in panel.bonds:
        one, other = atoms[list(bond.atoms)]
        along = (other - one) / np.linalg.norm(other - one)
        across = np.array([-along[1], along[0]])
        sides = [(one + other) / 2 + sign * _AWAY * across for sign in (1, -1)]
        yield max(sides, key=lambda place: float(np.min(np.linalg.norm(atoms - place, axis=1))))
