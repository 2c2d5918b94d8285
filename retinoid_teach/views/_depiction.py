"""A molecule on paper: RDKit's places and strokes, as shapes that matplotlib can draw."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from matplotlib.path import Path

BOND = 30.0
"""Length of a bond in the units of a drawing."""

_STROKE = re.compile(r"<path [^>]*?d='([^']*)' (style|fill)=")
_STEP = re.compile(r"([MLQCZ])\s*([-\d.,\s]*)")


@dataclass(frozen=True, slots=True)
class Depiction:
    """A drawn molecule: lines, letters (filled) and places of its atoms; x to the right, y downwards."""

    lines: tuple[Path, ...]
    letters: tuple[Path, ...]
    atoms: NDArray[np.float64]
    width: float
    height: float


def depict(smiles: str, like: str | None = None) -> Depiction:
    """Draw a molecule lying on its long side; with `like`, its ring lies as that of an isomer.

    Examples
    --------
    >>> depict("CC=CC").atoms.shape
    (4, 2)
    """
    molecule = _laid_out(smiles)
    if like is not None:
        _turn_like(molecule, _laid_out(like))
    return _drawn(molecule)


def _laid_out(smiles: str) -> Any:
    from rdkit import Chem
    from rdkit.Chem import rdDepictor

    molecule = Chem.MolFromSmiles(smiles)
    rdDepictor.Compute2DCoords(molecule)
    rdDepictor.NormalizeDepiction(molecule)
    return molecule


def _turn_like(molecule: Any, other: Any) -> None:
    """Turn, and mirror if need be, so that the rings lie on each other."""
    from rdkit import Chem

    bare = [Chem.Mol(one) for one in (molecule, other)]
    for one in bare:
        Chem.RemoveStereochemistry(one)
    match = bare[1].GetSubstructMatch(bare[0])
    pairs = [(mine, match[mine]) for mine in range(len(match)) if molecule.GetAtomWithIdx(mine).IsInRing()]
    if not pairs:
        return
    mine, yours = _places(molecule), _places(other)
    here, there = (
        np.array([table[pair[side]] for pair in pairs]) for side, table in enumerate((mine, yours))
    )
    turn = _best_turn(here - here.mean(axis=0), there - there.mean(axis=0))
    moved = (mine - here.mean(axis=0)) @ turn + there.mean(axis=0)
    conformer = molecule.GetConformer()
    for atom, (x, y) in enumerate(moved):
        conformer.SetAtomPosition(atom, (float(x), float(y), 0.0))


def _best_turn(here: NDArray[np.float64], there: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rotation or reflection that brings `here` nearest to `there` (Kabsch)."""
    left, _, right = np.linalg.svd(here.T @ there)
    turn: NDArray[np.float64] = left @ right
    return turn


def _places(molecule: Any) -> NDArray[np.float64]:
    return np.asarray(molecule.GetConformer().GetPositions())[:, :2]


def _drawn(molecule: Any) -> Depiction:
    from rdkit.Chem.Draw import rdMolDraw2D

    drawing = rdMolDraw2D.MolDraw2DSVG(-1, -1)
    options: Any = drawing.drawOptions()
    options.useBWAtomPalette()
    options.fixedBondLength = BOND
    options.padding = 0.02
    options.prepareMolsBeforeDrawing = False
    prepared = rdMolDraw2D.PrepareMolForDrawing(molecule, kekulize=True, addChiralHs=False, forceCoords=False)
    drawing.DrawMolecule(prepared)
    drawing.FinishDrawing()
    lines: list[Path] = []
    letters: list[Path] = []
    for d, look in _STROKE.findall(drawing.GetDrawingText()):
        (lines if look == "style" else letters).append(_path(d))
    points = [drawing.GetDrawCoords(atom) for atom in range(molecule.GetNumAtoms())]
    atoms = np.array([(point.x, point.y) for point in points])
    return Depiction(tuple(lines), tuple(letters), atoms, drawing.Width(), drawing.Height())


def _path(d: str) -> Path:
    """Turn the path of an SVG into one of matplotlib."""
    from matplotlib.path import Path

    kinds = {"M": Path.MOVETO, "L": Path.LINETO, "Q": Path.CURVE3, "C": Path.CURVE4, "Z": Path.CLOSEPOLY}
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for kind, numbers in _STEP.findall(d):
        found = [float(one) for one in re.findall(r"-?[\d.]+", numbers)] or list(points[0])
        points += list(zip(found[::2], found[1::2], strict=True))
        codes += [kinds[kind]] * (len(found) // 2)
    return Path(points, codes)
