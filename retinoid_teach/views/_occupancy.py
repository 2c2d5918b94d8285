"""Receptors against concentration: one curve a constant, all of one assay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from retinoid_teach import pharmacology
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import listed, the_catalog
from retinoid_teach.evidence.names import check_name
from retinoid_teach.evidence.quantities import number
from retinoid_teach.pharmacology import Constant, ConstantSet

from ._drawing import (
    DASHES,
    INKS,
    SMALL,
    Dash,
    EndLabel,
    chart,
    figures,
    label_ends,
    name_axes,
    plain_decades,
)
from ._figure import FAINT, INK, PAPER, Figure
from ._own_look import own_look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_GREEK = {"RARA": "RARα", "RARB": "RARβ", "RARG": "RARγ", "RXRA": "RXRα", "RXRB": "RXRβ", "RXRG": "RXRγ"}
_HEIGHT, _LETTER_INCHES = 3.1, 0.083


def occupancy(
    constant_set: str,
    compounds: Sequence[str] | None = None,
    concentration_nm: float | None = None,
    *,
    catalog: Catalog | None = None,
) -> Figure:
    """Draw the curves of one set of receptor constants.

    Parameters
    ----------
    constant_set : str
        A key of `retinoid_teach.pharmacology.constant_sets`; or a compound that has no curve, which is
        answered with the reason.
    compounds : sequence of str, optional
        Compounds of the set; all unless said.
    concentration_nm : float, optional
        A concentration to mark, nM, above 0; the alt text then says each fraction there.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Figure
        Fraction against concentration on a logarithmic axis. A constant that is only a bound has its curve
        dashed, and the side on which the true one lies is hatched.

    Raises
    ------
    ValueError
        For a set or compound that is not known, and for a compound without a trustworthy constant
        (isotretinoin), with the reason.

    Notes
    -----
    Source rows: `receptor_activity`. The axis says occupancy for Kd and Ki only.

    Examples
    --------
    >>> occupancy("kd_r013").alt_text[:68]
    'Fraction of receptors occupied against free concentration (nM), Kd: '
    """
    catalog = the_catalog(catalog)
    sets = pharmacology.constant_sets(catalog)
    wanted = [compounds] if isinstance(compounds, str) else compounds
    wanted = None if wanted is None else listed("compounds", wanted)
    for name in (constant_set, *(wanted or ())):
        _refuse_without_curve(name, sets, catalog)
    chosen = sets[check_name("constant_set", constant_set, sets)]
    shown = _shown(chosen, wanted)
    if concentration_nm is not None:
        concentration_nm = number("concentration_nm", concentration_nm, above=0)
    names = _names(shown, catalog)
    axes = _draw(chosen, shown, names, concentration_nm)
    return Figure(axes, _alt_text(chosen, shown, names, concentration_nm))


def target_name(target: str) -> str:
    """Write a receptor with its Greek letter; several as one.

    Examples
    --------
    >>> target_name("RARG"), target_name("RARA,RARB,RARG"), target_name("CRABP1")
    ('RARγ', 'RARα, β, γ', 'CRABP1')
    """
    first, *others = (_GREEK.get(part, part) for part in target.split(","))
    if "/" in first:
        first = " + ".join(_GREEK.get(part, part) for part in first.split("/"))
    return ", ".join([first, *(other[-1] for other in others)])


def _refuse_without_curve(name: object, sets: Mapping[str, ConstantSet], catalog: Catalog) -> None:
    if not isinstance(name, str) or name in sets:
        return
    try:
        reason = pharmacology.no_curve(name, catalog)
    except ValueError:
        return  # any other name is checked later, against its own list
    raise ValueError(f"compounds: {name!r} has no curve. {reason.reason}")


def _shown(chosen: ConstantSet, compounds: list[str] | None) -> tuple[Constant, ...]:
    having = dict.fromkeys(one.compound for one in chosen.constants)
    wanted = list(having) if compounds is None else compounds
    for name in wanted:
        check_name("compounds", name, having)
    if not wanted:
        raise ValueError(f"compounds: none was given. Allowed: {', '.join(having)}")
    return tuple(one for one in chosen.constants if one.compound in wanted)


def _names(shown: Sequence[Constant], catalog: Catalog) -> dict[Constant, str]:
    labels = {row["id"]: row["label"] for row in catalog.rows("compound_names") if row["kind"] != "compound"}
    several = len({one.compound for one in shown}) > 1
    return {
        one: f"{labels.get(one.compound, one.compound)}\n{target_name(one.target)}" if several
        else target_name(one.target)
        for one in shown
    }  # fmt: skip


@own_look()
def _draw(
    chosen: ConstantSet, shown: Sequence[Constant], names: Mapping[Constant, str], marked: float | None
) -> Axes:
    import numpy as np

    constants = [one.value_nm for one in shown]
    ends = min(constants) / 100, max(max(constants) * (10 if len(shown) == 1 else 2), (marked or 0) * 2)
    start = min(ends[0], marked / 2) if marked else ends[0]
    texts = {one: f"{names[one].replace(chr(10), ' ')}, {_value(one)}" for one in shown}
    right = 0.6 + _LETTER_INCHES * max(map(len, texts.values()))
    title = f"{chosen.quantity}, {chosen.title.partition(': ')[2]} ({chosen.source_id})"
    axes = chart(title, max(_HEIGHT, 0.2 * len(shown)), right=right)
    axes.set(xscale="log", xlim=(start, ends[1]), ylim=(0, 1.02))
    across = np.geomspace(start, ends[1], 300)
    labels = []
    for one, (ink, dash) in zip(shown, _looks(shown), strict=True):
        curve = np.asarray(pharmacology.receptor_occupancy(across, one.value_nm))
        axes.plot(across, curve, color=ink, linestyle=dash, linewidth=2)
        if one.relation != "=":
            axes.fill_between(across, curve, 1, facecolor="none", edgecolor=FAINT, hatch="//", linewidth=0)
            _say_bound(axes)
        labels.append(EndLabel(float(curve[-1]), texts[one], ink, dash))
    if marked:
        axes.axvline(marked, color=FAINT, linewidth=1)
        axes.text(marked, 1.03, f"{figures(marked)} nM", ha="center", va="bottom", color=INK, size=SMALL)
    plain_decades(axes, "x")
    name_axes(axes, "free concentration (nM)", chosen.meaning)
    label_ends(axes, labels)
    return axes


def _say_bound(axes: Axes) -> None:
    """Say in the hatched part what it is."""
    axes.text(
        0.06, 0.9, "only a bound: the true\ncurve lies in here", transform=axes.transAxes,
        va="top", color=INK, size=SMALL, bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 3},
    )  # fmt: skip


def _looks(shown: Sequence[Constant]) -> Iterator[tuple[str, Dash]]:
    """A colour for each compound and a dash for each target; with one compound, both for each target."""
    compounds = list(dict.fromkeys(one.compound for one in shown))
    targets = sorted({one.target for one in shown})
    for one in shown:
        target = targets.index(one.target)
        ink = compounds.index(one.compound) if len(compounds) > 1 else target
        yield INKS[ink % len(INKS)], DASHES[target % len(DASHES)]


def _value(one: Constant) -> str:
    return f"{'≤ ' if one.relation == '<=' else ''}{one.value_nm:g} nM"


def _alt_text(
    chosen: ConstantSet, shown: Sequence[Constant], names: Mapping[Constant, str], marked: float | None
) -> str:
    several = len({one.compound for one in shown}) > 1
    about = "" if several else f", {shown[0].compound}"
    said = "; ".join(f"{names[one].replace(chr(10), ' ')} {_value(one)} ({one.row_id})" for one in shown)
    text = (
        f"{chosen.meaning[0].upper()}{chosen.meaning[1:]} against free concentration (nM), "
        f"{chosen.title}{about}. Half is reached at: {said}."
    )
    if any(one.relation != "=" for one in shown):
        text += " A constant that is only a bound is hatched on the side where the true curve lies."
    if marked:
        there = "; ".join(f"{names[one].replace(chr(10), ' ')} {_percent(one, marked)}" for one in shown)
        text += f" At {figures(marked)} nM: {there}."
    return text


def _percent(one: Constant, marked: float) -> str:
    share = 100 * float(pharmacology.receptor_occupancy(marked, one.value_nm))
    return f"{'at least ' if one.relation == '<=' else ''}{figures(share)} %"
