"""The receptor lab: concentration against how much is occupied, one kind of constant at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from retinoid_teach import pharmacology as model
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import unknown

from .controls import Choice, Control, Many, Option, Range, ladder
from .drawing import Axis, Drawing
from .lab import Lab
from .receptor_run import HIGH_NM, LOW_NM, MOST, bound_mark, compete, concentrations, curves_of, share
from .receptor_text import (
    ABOUT,
    constant_name,
    measured_otherwise,
    no_curve_facts,
    no_curve_sentence,
    receptor_readouts,
    receptor_sentence,
    short_name,
)
from .words import amount

if TYPE_CHECKING:
    from retinoid_teach.pharmacology import Constant, ConstantSet

    from .receptor_text import Beside

NONE = "none"
OF_RECEPTORS = ("Kd", "Ki")
_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z])")
_FOR_ALL = re.compile(r"Compare .* of this assay only\.|Confidence is low\.")
_SLOPE_ONE = "Competition is worked out for one site, with slope 1."
_NO_RIVAL = "No second ligand is chosen."
_WHAT_IF = "A slope other than 1 is a what-if: no row of this set states one."
_CHOSEN = "The set holds nothing to compete with: it takes two ligands at one target, and a Kd or Ki of each."


class ReceptorLab(Lab):
    """Receptor constants as curves, set by set; made by `receptor_lab`.

    Attributes
    ----------
    values : dict
        ``set``, ``curves`` (row ids), ``concentration_nm``, ``hill``, ``rival`` (a row id or ``"none"``),
        ``rival_nm``, ``add``. Readable and settable; a name left out keeps its value.
    """

    _name = "receptor_lab"
    _title = "Receptor lab"
    _about = ABOUT

    @property
    def _start(self) -> dict[str, Any]:
        first = next(iter(self._sets))
        start = {
            "set": first,
            "concentration_nm": 100,
            "hill": 1,
            "rival": NONE,
            "rival_nm": 100,
            "add": NONE,
        }
        return start | {"curves": self._all_of(first)}

    @cached_property
    def _sets(self) -> dict[str, ConstantSet]:
        return model.constant_sets(self._catalog)

    @cached_property
    def _by_row(self) -> dict[str, Constant]:
        return {one.row_id: one for chosen in self._sets.values() for one in chosen.constants}

    @cached_property
    def _without(self) -> tuple[str, ...]:
        """Compounds that have no curve, as far as the rows say so."""
        rows = self._catalog.rows("receptor_activity")
        return tuple(name for name in dict.fromkeys(row["compound"] for row in rows) if self._refused(name))

    def _refused(self, compound: str) -> bool:
        try:
            model.no_curve(compound, self._catalog)
        except ValueError:
            return False
        return True

    @cached_property
    def _controls(self) -> tuple[Control, ...]:
        rows = [Option(row, constant_name(one)) for row, one in self._by_row.items()]
        others = [
            Option(one.row_id, constant_name(one), group=_set_name(chosen))
            for chosen in self._sets.values()
            for one in chosen.constants
        ]
        sets = [Option(key, _set_name(one)) for key, one in self._sets.items()]
        none = [Option(name, f"{name}: no curve, and why") for name in self._without]
        return (
            Choice("set", "Set of constants", [*sets, *none], kind="select"),
            Many("curves", "Curves (six at most)", rows),
            Range("concentration_nm", "Concentration", "nM", LOW_NM, HIGH_NM, stops=ladder(LOW_NM, HIGH_NM)),
            Range("hill", "Hill slope", "", 0.5, 3, 0.1),
            Choice(
                "rival", "Second ligand at the same receptor", [Option(NONE, "none"), *rows], kind="select"
            ),
            Range("rival_nm", "Its concentration", "nM", LOW_NM, HIGH_NM, stops=ladder(LOW_NM, HIGH_NM)),
            Choice("add", "Add a constant of another set", [Option(NONE, "…"), *others], kind="select"),
        )

    def _cited(self) -> Sequence[str]:
        reasons = [model.no_curve(name, self._catalog) for name in self._without]
        known = [row for reason in reasons for row in (*reason.known, *reason.traps)]
        return list(dict.fromkeys([*self._by_row, *known, "P013"]))

    def _all_of(self, key: str) -> list[str]:
        return list(self._sets[key].row_ids[:MOST]) if key in self._sets else []

    def _agreed(self, values: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        chosen = self._sets.get(values["set"])
        if "set" in given and "curves" not in given:
            values = values | {"curves": self._all_of(values["set"]), "rival": given.get("rival", NONE)}
        if not {"add", "set", "curves"}.isdisjoint(given):
            values = values | {"add": given.get("add", NONE)}
        if len(values["curves"]) > MOST:
            raise ValueError(f"curves: {len(values['curves'])} are too many. Allowed: {MOST} at a time")
        if chosen is None or not set(values["curves"]) <= set(chosen.row_ids):
            _same_set(values, chosen, self._catalog)
        return self._with_rival(values, given)

    def _with_rival(self, values: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        allowed = self._rivals(values)
        if values["rival"] in (NONE, *allowed):
            return values
        if "rival" in given:
            raise unknown("rival", values["rival"], [NONE, *allowed])
        return values | {"rival": NONE}

    def _rivals(self, values: Mapping[str, Any]) -> list[str]:
        """Rows of the set that can compete with one of its curves."""
        chosen = self._sets.get(values["set"])
        if chosen is None or chosen.quantity not in OF_RECEPTORS:
            return []
        curves = [self._by_row[row] for row in values["curves"]]
        return [one.row_id for one in chosen.constants if any(compete(one, curve) for curve in curves)]

    def _drawn(self, values: Mapping[str, Any]) -> Drawing:
        if values["set"] not in self._sets:
            return self._without_curve(values["set"])
        chosen = self._sets[values["set"]]
        constants = [self._by_row[row] for row in values["curves"]]
        rival = self._by_row.get(values["rival"])
        x = concentrations()
        shares = {
            one.row_id: share(one, values["concentration_nm"], values, rival)
            for one in constants
            if one.relation == "="
        }
        concentration = amount(values["concentration_nm"], "nM")
        return Drawing(
            title=f"{chosen.meaning[:1].upper()}{chosen.meaning[1:]}. {chosen.title}",
            x=Axis("free concentration, nM", LOW_NM, HIGH_NM, log=True),
            y=Axis(f"% of {chosen.meaning.removeprefix('fraction of ')}", 0, 100),
            sentence=receptor_sentence(chosen, constants, shares, concentration, self._beside(values)),
            x_values=x,
            curves=list(curves_of(constants, x, values, rival)),
            marks=[bound_mark(one) for one in constants if one.relation != "="],
            cursor=values["concentration_nm"],
            readouts=list(receptor_readouts(chosen, constants, shares, self._catalog)),
            notes=[*self._refusal(values, chosen), *_cautions(chosen, values, rival)],
            facts=measured_otherwise(chosen, constants, self._sets.values()),
            disabled=_disabled(values, self._rivals(values)),
            offers=self._offers(values, chosen),
        )

    def _beside(self, values: Mapping[str, Any]) -> Beside | None:
        """Give what the second ligand changes: its name, and the share that each curve would have alone."""
        rival = self._by_row.get(values["rival"])
        if rival is None:
            return None
        pressed = [one for one in map(self._by_row.__getitem__, values["curves"]) if compete(one, rival)]
        alone = {one.row_id: share(one, values["concentration_nm"], {"hill": 1}, None) for one in pressed}
        return f"{amount(values['rival_nm'], 'nM')} {short_name(rival.compound)} [{rival.row_id}]", alone

    def _offers(self, values: Mapping[str, Any], chosen: ConstantSet) -> dict[str, Sequence[str]]:
        others = [row for row in self._by_row if row not in chosen.row_ids]
        return {"curves": chosen.row_ids, "rival": [NONE, *self._rivals(values)], "add": [NONE, *others]}

    def _refusal(self, values: Mapping[str, Any], chosen: ConstantSet) -> Iterator[str]:
        if values["add"] == NONE:
            return
        try:
            model.one_axis([chosen.row_ids[0], values["add"]], self._catalog)
        except ValueError as refused:
            said = str(refused).partition("rows: ")[2].partition(" Allowed:")[0]
            yield f"Not added. {said} [{chosen.row_ids[0]}] [{values['add']}]"

    def _without_curve(self, compound: str) -> Drawing:
        reason = model.no_curve(compound, self._catalog)
        return Drawing(
            title=f"{compound.capitalize()} at the retinoic acid receptors",
            x=Axis("free concentration, nM", LOW_NM, HIGH_NM, log=True),
            y=Axis("%", 0, 100),
            sentence=no_curve_sentence(reason),
            empty=f"No curve: no constant of {compound} can be trusted.",
            facts=no_curve_facts(reason, self._catalog),
            hidden=("curves", "concentration_nm", "hill", "rival", "rival_nm", "add"),
        )


def _same_set(values: Mapping[str, Any], chosen: ConstantSet | None, catalog: Catalog) -> None:
    """Say why these curves cannot be drawn together with the set."""
    if chosen is None:
        if values["curves"]:
            raise ValueError(f"curves: {values['set']} has no curve. Allowed: none")
        return
    try:
        model.one_axis([chosen.row_ids[0], *values["curves"]], catalog)
    except ValueError as refused:
        raise ValueError(f"curves: {str(refused).removeprefix('rows: ')}") from None


def _set_name(chosen: ConstantSet) -> str:
    compounds = dict.fromkeys(short_name(one.compound) for one in chosen.constants)
    targets = list(dict.fromkeys(one.target.replace(",", ", ") for one in chosen.constants))
    where = ", ".join(targets[:3]) if len(targets) <= 3 else f"{len(targets)} receptors"
    return f"{chosen.quantity} of {', '.join(compounds)} at {where} [{chosen.row_ids[0]}]"


def _cautions(chosen: ConstantSet, values: Mapping[str, Any], rival: Constant | None) -> Iterator[str]:
    yield _first_words(chosen.caution)
    if values["hill"] != 1 and rival is None:
        yield _WHAT_IF


def _first_words(caution: str) -> str:
    """The part of a caution that holds for every row of the set; the rest are notes to its keepers."""
    return " ".join(sentence for sentence in _SENTENCE.split(caution) if _FOR_ALL.match(sentence))


def _disabled(values: Mapping[str, Any], rivals: Sequence[str]) -> dict[str, str]:
    alone = values["rival"] == NONE
    found = {"rival_nm": _NO_RIVAL} if alone else {"hill": _SLOPE_ONE}
    return found | ({} if rivals else {"rival": _CHOSEN})


def receptor_lab(set: str | None = None, *, catalog: Catalog | None = None, **values: Any) -> ReceptorLab:  # noqa: A002
    """Raise a concentration, and see how much of each receptor is taken.

    Parameters
    ----------
    set : str, optional
        A key of `pharmacology.constant_sets`, or a compound that has no curve (``"isotretinoin"``): then
        the lab says why and what is known instead. The first set if None.
    catalog : Catalog, optional
        The data to read; the shipped data if None.
    **values
        Any other value of the lab: ``curves`` (row ids of the set), ``concentration_nm``, ``hill``,
        ``rival`` (the row id of a second ligand) and ``rival_nm``.

    Returns
    -------
    ReceptorLab
        A widget. `values` is what its controls say, `sentence` what its picture shows.

    Raises
    ------
    ValueError
        For a set or row that does not exist, a row of another set (with the reason why it may not share the
        axis), or a number out of range.

    Notes
    -----
    Source rows: ``receptor_activity``, as grouped by `pharmacology.constant_sets`; for isotretinoin those of
    `pharmacology.no_curve`.

    Examples
    --------
    >>> lab = receptor_lab("ki_r001", curves=["R002"], concentration_nm=34)
    >>> lab.sentence
    'At 34 nM, fraction of receptors occupied: 50 % for adapalene at RARB [R002].'
    """
    given = ({} if set is None else {"set": set}) | values
    return ReceptorLab(given, the_catalog(catalog))
