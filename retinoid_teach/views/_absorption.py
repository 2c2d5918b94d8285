"""From the skin into the blood: the rise that an absorbed part gives, and what a study could see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retinoid_teach import pharmacology
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.quantities import number, row_number

from ._drawing import INKS, SMALL, chart, figures, name_axes, plain_decades
from ._figure import FAINT, INK, Figure
from ._own_look import own_look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DOSE, _CREAM_DOSE, _LIMIT, _RISE, _LEVEL = "K013", "K014", "P067", "P068", "P065"
_BAND = "#b9d3d6"
_LEAST_PERCENT = 0.05


@dataclass(frozen=True, slots=True)
class _Level:
    """A height on the axis, and the percent absorbed that would give it."""

    height: float
    low: float
    high: float
    year: str

    @property
    def share(self) -> str:
        if self.high > 100:
            return f"{self.low:.2g} % or more" if self.low <= 100 else "more than the whole dose"
        return f"{self.low:.2g} to {self.high:.2g} %"


def absorption(dose_mg_per_day: float | None = None, *, catalog: Catalog | None = None) -> Figure:
    """Draw what an absorbed part of a skin dose adds to isotretinoin in plasma, and what a study could see.

    Parameters
    ----------
    dose_mg_per_day : float, optional
        Put on the skin each day, mg, above 0; the dose of the gel study unless said.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Figure
        Average rise (ng/mL) against the percent absorbed, as a band over the assumed oral bioavailability;
        the level that everybody has, the rise that was measured, and the limit of the older assay.

    Raises
    ------
    ValueError
        For a dose that is not above 0.

    Notes
    -----
    Source rows: those of `retinoid_teach.pharmacology.absorbed_exposure`; P065, P067, P068, K013. No
    statement on safety: labels of the gel contraindicate it in pregnancy whatever is absorbed.

    Examples
    --------
    >>> absorption().alt_text[-57:]
    'it would have missed anything up to 9.6 to 38 % absorbed.'
    """
    catalog = the_catalog(catalog)
    given = row_number(catalog, _DOSE) if dose_mg_per_day is None else dose_mg_per_day
    dose = number("dose_mg_per_day", given, above=0)
    level = pharmacology.endogenous_ng_ml(catalog)
    limit = _level(row_number(catalog, _LIMIT, "value_high"), dose, _LIMIT, catalog)
    rise = None
    if dose == row_number(catalog, _CREAM_DOSE):
        rise = _level(level * row_number(catalog, _RISE) / 100, dose, _RISE, catalog)
    return Figure(_draw(dose, level, limit, rise, catalog), _alt_text(dose, level, limit, rise))


def _level(height: float, dose: float, row_id: str, catalog: Catalog) -> _Level:
    needed = pharmacology.fraction_needed(height, dose, catalog=catalog)
    source = catalog.row(catalog.row(row_id)[1]["source_id"])[1]
    return _Level(height, 100 * float(needed.low), 100 * float(needed.high), source["year"])


@own_look()
def _draw(dose: float, level: float, limit: _Level, rise: _Level | None, catalog: Catalog) -> Axes:
    import numpy as np

    percent = np.geomspace(_LEAST_PERCENT, 100, 200)
    band = pharmacology.absorbed_exposure(dose, percent / 100, catalog=catalog)
    title = f"{figures(dose)} mg of isotretinoin a day on the skin: rise in plasma"
    axes = chart(title, 3.4, right=0.3, left=0.78)
    axes.set(xscale="log", yscale="log", xlim=(_LEAST_PERCENT, 100), ylim=(level / 20, level * 200))
    axes.fill_between(percent, band.low, band.high, color=_BAND, linewidth=0)
    axes.axhline(level, color=FAINT, linewidth=1)
    _say(axes, level, f"in everybody:\n{figures(level)} ng/mL", "above right")
    _draw_level(axes, limit, f"limit of the {limit.year} assay", INKS[1], "above left")
    if rise:
        _draw_level(axes, rise, f"rise seen in {rise.year}", INKS[0], "below right")
    for which in ("x", "y"):
        plain_decades(axes, which)
    name_axes(axes, "absorbed (% of the dose on the skin)", "average rise (ng/mL)")
    return axes


def _draw_level(axes: Axes, level: _Level, words: str, ink: str, place: str) -> None:
    axes.axhline(level.height, color=ink, linewidth=1, linestyle=(0, (4, 2)))
    ends = [max(level.low, _LEAST_PERCENT), min(level.high, 100.0)]
    axes.plot(ends, [level.height] * 2, color=ink, linewidth=5, solid_capstyle="butt")
    _say(axes, level.height, f"{words}: {figures(level.height)} ng/mL\n= {level.share} absorbed", place)


def _say(axes: Axes, height: float, text: str, place: str) -> None:
    """Write beside a level, on the side where the band is not."""
    side, end = place.split()
    axes.annotate(
        text, (0.02 if end == "left" else 0.98, height), (0, 4 if side == "above" else -4),
        xycoords=("axes fraction", "data"), textcoords="offset points", ha=end,
        va="bottom" if side == "above" else "top", color=INK, size=SMALL, linespacing=1.15,
    )  # fmt: skip


def _alt_text(dose: float, level: float, limit: _Level, rise: _Level | None) -> str:
    seen = "" if rise is None else (
        f"The rise of {figures(rise.height)} ng/mL seen in {rise.year} ({_RISE}) implies {rise.share}. "
    )  # fmt: skip
    return (
        "Average rise of isotretinoin in plasma (ng/mL) against the percent absorbed of "
        f"{figures(dose)} mg a day on the skin, as a band over an assumed oral bioavailability. "
        f"Everybody has {figures(level)} ng/mL ({_LEVEL}). "
        f"{seen}The {limit.year} assay saw nothing below {figures(limit.height)} ng/mL ({_LIMIT}): "
        f"it would have missed anything up to {limit.share} absorbed."
    )
