"""Isomers compared: which double bond differs, by the numbering of retinoic acid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from retinoid_teach.evidence import Catalog

from ._structures import Structure, structure

_CHAIN = 10
_LAST = 15
_LABELS = {"STEREOE": "E", "STEREOZ": "Z"}


@dataclass(frozen=True, slots=True)
class StereoBond:
    """A double bond: its `atoms` (places in the SMILES), `number` (13 for C13=C14) and `label` (E or Z).

    `number` is the lower of the two atoms by the numbering of retinoic acid; None where the compound has no
    such chain.
    """

    atoms: tuple[int, int]
    number: int | None
    label: str

    @property
    def place(self) -> str:
        """The two atoms, such as ``C13=C14``; without numbers where there are none."""
        return "C=C" if self.number is None else f"C{self.number}=C{self.number + 1}"

    @property
    def name(self) -> str:
        """Number and label, such as ``13Z``."""
        return f"{'' if self.number is None else self.number}{self.label}"


@dataclass(frozen=True, slots=True)
class IsomerDifference:
    """Two isomers: the bonds that differ, as each has them, and a `statement` that says so."""

    first: str
    second: str
    bonds: tuple[tuple[StereoBond, StereoBond], ...]
    statement: str


def stereo_bonds(compound: str, catalog: Catalog | None = None) -> tuple[StereoBond, ...]:
    """Give the double bonds of a compound that are E or Z, in the order of their numbers.

    Parameters
    ----------
    compound : str
        Name as in the table `compounds`.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    tuple of StereoBond
        Empty where there is none.

    Raises
    ------
    ValueError
        For a compound without a structure.

    Notes
    -----
    Source rows: `compounds` (smiles). The numbers are worked out: the chain's end, which carries the
    oxygen, is C15, and the count runs back along the chain to the ring at C6.

    Examples
    --------
    >>> [bond.name for bond in stereo_bonds("isotretinoin")]
    ['7E', '9E', '11E', '13Z']
    """
    return _bonds(_molecule(structure(compound, catalog)))


def isomer_difference(first: str, second: str, catalog: Catalog | None = None) -> IsomerDifference:
    """Say which double bonds differ between two isomers.

    Parameters
    ----------
    first, second : str
        Names as in the table `compounds`.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    IsomerDifference
        Pairs of bonds that differ (places in each one's SMILES, number, E or Z), and the statement.

    Raises
    ------
    ValueError
        For a compound without a structure, or two that differ in more than their E/Z labels.

    Notes
    -----
    Source rows: `compounds` (smiles).

    Examples
    --------
    >>> isomer_difference("isotretinoin", "tretinoin").statement
    'The bond C13=C14 is Z in isotretinoin and E in tretinoin; everything else is the same.'
    """
    one, other = (_molecule(structure(name, catalog)) for name in (first, second))
    match = _same_skeleton(one, other)
    if match is None:
        raise ValueError(
            f"second: {second!r} differs from {first!r} in more than the geometry of double bonds. "
            "Allowed: isomers, such as 'isotretinoin' and 'tretinoin'"
        )
    there = {frozenset(bond.atoms): bond for bond in _bonds(other)}
    pairs = [(bond, there[frozenset(match[atom] for atom in bond.atoms)]) for bond in _bonds(one)]
    differ = tuple((mine, yours) for mine, yours in pairs if mine.label != yours.label)
    said = "; ".join(
        f"the bond {mine.place} is {mine.label} in {first} and {yours.label} in {second}"
        for mine, yours in differ
    )
    statement = f"{said or 'the two are one compound'}; everything else is the same."
    return IsomerDifference(first, second, differ, statement[0].upper() + statement[1:])


def inchikey_of(smiles: str) -> str:
    """Give the InChIKey that RDKit works out from a SMILES.

    Examples
    --------
    >>> inchikey_of("C")
    'VNWKTOKETHGBQD-UHFFFAOYSA-N'
    """
    from rdkit import Chem

    make: Callable[[Any], str] = Chem.MolToInchiKey
    return make(Chem.MolFromSmiles(smiles))


def _molecule(found: Structure) -> Any:
    from rdkit import Chem

    return Chem.MolFromSmiles(found.isomeric_smiles)


def _bonds(molecule: Any) -> tuple[StereoBond, ...]:
    numbers = _retinoid_numbers(molecule)
    found = []
    for bond in molecule.GetBonds():
        label = _LABELS.get(str(bond.GetStereo()))
        if label:
            atoms = (bond.GetBeginAtomIdx(), bond.GetEndAtomIdx())
            places = [numbers[atom] for atom in atoms if atom in numbers]
            found.append(StereoBond(atoms, min(places, default=None), label))
    return tuple(sorted(found, key=lambda bond: bond.number or 0))


def _retinoid_numbers(molecule: Any) -> dict[int, int]:
    """Number the chain from its oxygen end (C15) to the ring (C6); empty where there is no such chain."""
    from rdkit import Chem

    ends = [
        atom.GetIdx()
        for atom in molecule.GetAtoms()
        if atom.GetSymbol() == "C"
        and not atom.IsInRing()
        and any(neighbour.GetSymbol() == "O" for neighbour in atom.GetNeighbors())
    ]
    ring = [atom.GetIdx() for atom in molecule.GetAtoms() if atom.IsInRing()]
    paths = [Chem.GetShortestPath(molecule, end, atom) for end in ends for atom in ring]
    shortest = min(paths, key=len, default=())
    if len(shortest) != _CHAIN or any(molecule.GetAtomWithIdx(atom).GetSymbol() != "C" for atom in shortest):
        return {}
    return {atom: _LAST - place for place, atom in enumerate(shortest)}


def _same_skeleton(one: Any, other: Any) -> tuple[int, ...] | None:
    """Match the atoms of two molecules without regard to geometry; None if they are different compounds."""
    from rdkit import Chem

    bare = [Chem.Mol(molecule) for molecule in (one, other)]
    for molecule in bare:
        Chem.RemoveStereochemistry(molecule)
    if Chem.MolToSmiles(bare[0]) != Chem.MolToSmiles(bare[1]):
        return None
    match: tuple[int, ...] = bare[1].GetSubstructMatch(bare[0])
    return match
