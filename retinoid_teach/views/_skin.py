"""Skin: the flux that a model predicts beside the one that was observed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retinoid_teach import pharmacology
from retinoid_teach.evidence import Catalog

from ._drawing import INKS, SMALL, chart, figures, name_axes, plain_decades
from ._figure import FAINT, INK, PAPER, Figure
from ._own_look import own_look

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def skin(compound: str = "tretinoin", *, catalog: Catalog | None = None) -> Figure:
    """Draw the flux through skin that a model predicts, with and without correction, and the observed one.

    Parameters
    ----------
    compound : str
        A compound whose solubility in water has a row.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Figure
        ng/cm²/h on a logarithmic axis, each value written beside its mark.

    Raises
    ------
    ValueError
        For a compound without a solubility row.

    Notes
    -----
    Source rows: those of `retinoid_teach.pharmacology.skin_flux`. The model's constants are second-hand
    (K002 to K005): an order of magnitude.

    Examples
    --------
    >>> skin("tretinoin").alt_text[:60]
    'Flux of tretinoin through skin (ng/cm²/h): predicted 48.4, p'
    """
    flux = pharmacology.skin_flux(compound, catalog)
    shown = [
        ("predicted", flux.uncorrected, "o", INKS[1]),
        ("predicted,\ncorrected", flux.corrected, "D", INKS[2]),
        ("observed,\ncream", flux.observed, "s", INKS[0]),
    ]
    found = [one for one in shown if one[1] is not None]
    return Figure(_draw_flux(compound, found), _flux_text(compound, flux))


@own_look()
def _draw_flux(compound: str, found: list[Any]) -> Axes:
    import numpy as np

    axes = chart(
        f"Flux of {compound} through skin, from a saturated solution in water",
        0.62 * len(found),
        right=0.3,
        left=1.1,
    )
    values = [value for _, value, _, _ in found]
    axes.set(xscale="log", ylim=(len(found) - 0.4, -0.6))
    axes.set_xlim(10 ** np.floor(np.log10(min(values) / 2)), max(values) * 4)
    for place, (_, value, mark, ink) in enumerate(found):
        axes.axhline(place, color=FAINT, linewidth=0.6, linestyle=(0, (1, 3)))
        axes.plot(value, place, mark, color=ink, markersize=9)
        axes.annotate(
            figures(value),
            (value, place),
            (10, 0),
            textcoords="offset points",
            va="center",
            color=INK,
            size=SMALL,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
        )
    axes.set_yticks(range(len(found)), [name for name, _, _, _ in found])
    axes.tick_params(axis="y", length=0)
    plain_decades(axes, "x")
    name_axes(axes, "flux (ng/cm²/h)", "")
    return axes


def _flux_text(compound: str, flux: pharmacology.SkinFlux) -> str:
    text = (
        f"Flux of {compound} through skin (ng/cm²/h): predicted {figures(flux.uncorrected)}, "
        f"predicted with the aqueous layer {figures(flux.corrected)}"
    )
    seen = "" if flux.observed is None else f", observed from a cream {figures(flux.observed)}"
    return f"{text}{seen} ({', '.join(flux.rows)}). Second-hand constants: an order of magnitude."
