"""The comparator table as a view: drugs side by side, what disagrees shown as a disagreement."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from retinoid_teach.evidence.arguments import data_frame, listed
from retinoid_teach.evidence.citations import NOT_CHECKED

if TYPE_CHECKING:
    import pandas as pd

_NAMES = {
    "atc_code": "ATC code",
    "cas": "CAS number",
    "chembl_id": "ChEMBL id",
    "crippen_logp": "logP, Crippen",
    "drugbank_id": "DrugBank id",
    "exact_mass": "exact mass",
    "gtopdb_ligand_id": "GtoPdb ligand id",
    "inchikey": "InChIKey",
    "logp_predicted": "logP, predicted",
    "mw": "molar mass",
    "otc_switch": "OTC switch",
    "pKa_monomer": "pKa, monomer",
    "pubchem_cid": "PubChem CID",
    "smiles": "SMILES",
    "tpsa": "polar surface area",
    "unii": "UNII",
    "xlogp": "logP, XLogP",
    "xlogp3": "logP, XLogP3",
}
_UNITS = {"A2": "Å²", "uM": "µM", "log10": "", "count": "", "ordinal": "", "1": ""}
_PLACES = {"uk": "UK", "us": "US", "eu": "EU", "pH7.3": "at pH 7.3"}


@dataclass(frozen=True)
class ComparatorTable:
    """A table of drugs for the page, with its text alternative.

    Parameters
    ----------
    html : str
        An HTML table with a caption and headers of rows and columns; no script, no style sheet.
    alt_text : str
        What it shows in a sentence or two, disagreements between sources named.
    """

    html: str
    alt_text: str

    def __str__(self) -> str:
        return self.alt_text

    def _repr_html_(self) -> str:
        return self.html


def comparator_table(frame: pd.DataFrame, columns: Sequence[str] | None = None) -> ComparatorTable:
    """Show what `retinoid_teach.compare_drugs` gives as a table that anyone can read.

    Parameters
    ----------
    frame : DataFrame
        A row a drug, a column a property, each value a cell with its entries.
    columns : sequence of str, optional
        Properties to show, in this order; all unless said.

    Returns
    -------
    ComparatorTable
        Every value with its row id. Where sources disagree all their values stand in the cell, with the word
        "but". What nobody has compared with its source is marked.

    Raises
    ------
    ValueError
        For a property that is not a column of `frame`.

    Notes
    -----
    Source rows: `compounds`.

    Examples
    --------
    >>> from retinoid_teach.evidence import compare_drugs
    >>> both = compare_drugs(["isotretinoin", "tazarotene"], columns=["mw", "logp_predicted"])
    >>> print(comparator_table(both))
    2 drugs (isotretinoin, tazarotene) side by side on 2 properties: molar mass (g/mol); logP, predicted. \
Sources disagree on tazarotene, logP, predicted: 5.6 [CP191]; but 4.9 [CP192].
    """
    data_frame("frame", frame)
    shown = list(frame.columns) if columns is None else listed("columns", columns)
    missing = [name for name in shown if name not in frame.columns]
    if missing:
        raise ValueError(f"columns: {missing[0]!r} is not in this table; it has {', '.join(frame.columns)}")
    units = {name: column_unit(frame, name) for name in shown}
    return ComparatorTable(_table(frame, units), _sentence(frame, units))


def property_name(name: str) -> str:
    """Return the name of a property as a reader would say it.

    Examples
    --------
    >>> property_name("mw"), property_name("uk_oral_approval")
    ('molar mass', 'UK oral approval')
    """
    return _NAMES.get(name) or " ".join(_PLACES.get(word, word) for word in name.split("_"))


def heading(name: str) -> str:
    """Return the name of a property with a capital, where it has none of its own.

    Examples
    --------
    >>> heading("mw"), heading("xlogp")
    ('Molar mass', 'logP, XLogP')
    """
    shown = property_name(name)
    return shown if shown.startswith(("logP", "pKa")) else shown[:1].upper() + shown[1:]


def column_unit(frame: pd.DataFrame, name: str) -> str | None:
    """Return the unit that all entries of a column share, as stored; None where they differ or have none."""
    units = {entry.unit for cell in frame[name] for entry in cell.entries}
    return units.pop() if len(units) == 1 else None


def unit_shown(unit: str | None) -> str:
    """Return a unit as it is printed; a pure number has none.

    Examples
    --------
    >>> unit_shown("A2"), unit_shown("count"), unit_shown("g/mol")
    ('Å²', '', 'g/mol')
    """
    return _UNITS.get(unit, unit) if unit else ""


def entry_value(entry: Any, unit: str | None) -> str:
    """Return the value of an entry, with its unit where that is not the unit of the column."""
    sign = f"{entry.relation} " if entry.relation not in (None, "=") else ""
    own = "" if entry.unit == unit else f" {unit_shown(entry.unit)}"
    place = f", {entry.jurisdiction}" if entry.jurisdiction else ""
    return f"{sign}{entry.value}{own}".rstrip() + place


def _with_unit(name: str, unit: str | None) -> str:
    shown = unit_shown(unit)
    return f"{name} ({shown})" if shown else name


def _table(frame: pd.DataFrame, units: dict[str, str | None]) -> str:
    names = ["Drug", *(_with_unit(heading(name), unit) for name, unit in units.items())]
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
    body = "".join(
        f'<tr><th scope="row">{html.escape(str(drug))}</th>'
        f"{''.join(f'<td>{_cell(row[name], unit)}</td>' for name, unit in units.items())}</tr>"
        for drug, row in frame.iterrows()
    )
    title = html.escape(str(frame.attrs.get("title", "Drugs compared")))
    return (
        f'<table class="rt-comparator"><caption>{title}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(cell: Any, unit: str | None) -> str:
    if not cell.entries:
        return '<span title="nothing recorded">–</span>'
    joint = "; <strong>but</strong> " if cell.conflict else "; "
    return joint.join(_entry(entry, unit) for entry in cell.entries)


def _entry(entry: Any, unit: str | None) -> str:
    mark = "" if entry.checked else f" <em>({NOT_CHECKED})</em>"
    return f"{html.escape(entry_value(entry, unit))} <sup>{html.escape(entry.row_id)}</sup>{mark}"


def _sentence(frame: pd.DataFrame, units: dict[str, str | None]) -> str:
    drugs = ", ".join(map(str, frame.index))
    names = "; ".join(_with_unit(property_name(name), unit) for name, unit in units.items())
    about = f"{len(frame)} drugs ({drugs}) side by side on {len(units)} properties: {names}."
    conflicts = [
        f"{drug}, {property_name(name)}: {_values(cell, units[name])}"
        for name in units
        for drug, cell in frame[name].items()
        if cell.conflict
    ]
    return f"{about} Sources disagree on {'. And on '.join(conflicts)}." if conflicts else about


def _values(cell: Any, unit: str | None) -> str:
    return "; but ".join(f"{entry_value(entry, unit)} [{entry.row_id}]" for entry in cell.entries)
