"""The GAGS scorer: six regions, the worst lesion in each, one sum, worked out in the page."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import traitlets

from retinoid_teach.clinic import GagsScore, gags_score
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.citations import NOT_CHECKED

from .._page.base import TeachingWidget, validate
from .._page.built import read_built
from .._page.cited import Cited, cited_rows, sources_html, with_labels

if TYPE_CHECKING:
    from collections.abc import Iterable

_NONE = "none"
_HEADS = "".join(f'<th scope="col">{name}</th>' for name in ("Region", "Worst lesion", "Factor × score"))
_RULE = (
    "Each region gives its factor times the score of the worst lesion in it, whatever the number of "
    "lesions{citation}. One papule or fifty: the points are the same."
)


class GagsScorer(TeachingWidget):
    """A face and trunk, region by region; made by `gags_scorer`.

    Attributes
    ----------
    lesions : dict
        Region to the worst lesion in it: ``none``, ``comedone``, ``papule``, ``pustule`` or ``nodule``. All
        six regions when read; a region left out when set is ``none``. Readable and settable.
    data : dict
        The scale as the page has it: factors, scores, bands, their rows and sources; never changes.
    """

    _esm = read_built("gags.js")
    _css = read_built("gags.css")

    data = traitlets.Dict(read_only=True).tag(sync=True)
    lesions = traitlets.Dict().tag(sync=True)

    def __init__(self, lesions: Mapping[str, str | int], catalog: Catalog) -> None:
        self._catalog = catalog
        super().__init__()
        self.set_trait("data", _payload(catalog))
        self.lesions = dict(lesions)

    @validate("lesions")
    def _check_lesions(self, proposal: Any) -> dict[str, str]:
        given = proposal["value"]
        gags_score(given, catalog=self._catalog)
        scale = self.data["scale"]
        by_score = {lesion["score"]: lesion["key"] for lesion in scale["lesions"]}
        worst = {region["key"]: given.get(region["key"], _NONE) for region in scale["regions"]}
        return {region: by_score.get(lesion, lesion) for region, lesion in worst.items()}

    @property
    def total(self) -> int:
        """Points of the present state."""
        return self.score().total

    def score(self) -> GagsScore:
        """Return the score of the present state, as `retinoid_teach.clinic.gags_score` gives it.

        Examples
        --------
        >>> gags_scorer({"nose": "nodule"}).score().band
        'mild'
        """
        return gags_score(self.lesions, catalog=self._catalog)

    def _label(self) -> str:
        score = self.score()
        return f"{score.total} points, {score.band}"

    def _html(self) -> str:
        return _static(self.data, self.lesions, self.score())


def gags_scorer(
    lesions: Mapping[str, str | int] | None = None, *, catalog: Catalog | None = None
) -> GagsScorer:
    """Score acne by the Global Acne Grading System, region by region, in the page.

    Parameters
    ----------
    lesions : mapping, optional
        Region to the worst lesion in it, as in `clinic.gags_score`; a region left out is clear.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    GagsScorer
        A widget. `lesions` is what is chosen, `total` the points, `score()` the whole result.

    Raises
    ------
    ValueError
        For a region or a lesion that does not exist (with the nearest match).

    Notes
    -----
    Source rows: `gags_scoring`, GS001 to GS016.

    Examples
    --------
    >>> scorer = gags_scorer({"forehead": "comedone", "nose": "papule"})
    >>> scorer
    <GagsScorer 4 points, mild>
    >>> scorer.lesions["chin"]
    'none'
    """
    return GagsScorer(lesions or {}, the_catalog(catalog))


def _payload(catalog: Catalog) -> dict[str, Any]:
    rows = [row for row in catalog.rows("gags_scoring") if row["row_type"] != "maximum"]
    scored = [row["id"] for row in rows if row["row_type"] == "lesion"]
    return {
        "scale": {
            "regions": [_region(row) for row in rows if row["row_type"] == "region"],
            "lesions": [_lesion(row) for row in rows if row["row_type"] == "lesion"],
            "bands": [_band(row) for row in rows if row["row_type"] == "band"],
        },
        "rule": _RULE.format(citation=f" [{scored[0]}]" if scored else ""),
        **cited_rows([row["id"] for row in rows], catalog),
    }


def _region(row: Mapping[str, Any]) -> dict[str, Any]:
    name = row["region"]
    return {"key": name.replace(" ", "_"), "name": name, "factor": row["factor"], "row": row["id"]}


def _lesion(row: Mapping[str, Any]) -> dict[str, Any]:
    name = row["lesion_type"]
    key = _NONE if name == "no lesion" else name
    return {"key": key, "name": name, "score": row["lesion_score"], "row": row["id"]}


def _band(row: Mapping[str, Any]) -> dict[str, Any]:
    unread = {"unread": True} if row["basis"] == "unread" else {}
    return {"name": row["band"], "low": row["band_low"], "high": row["band_high"], "row": row["id"], **unread}


def _static(data: Mapping[str, Any], lesions: Mapping[str, str], score: GagsScore) -> str:
    cited: Cited = {"rows": data["rows"], "sources": data["sources"]}
    band = next(one for one in data["scale"]["bands"] if one["name"] == score.band)
    unread = f", {NOT_CHECKED}" if band.get("unread") else ""
    scope = f"{band['low']} to {band['high']}{unread}"
    result = f"{score.total} points: {score.band} ({scope}) [{band['row']}]."
    return (
        '<div class="rt-gags-static"><table><caption>GAGS: the worst lesion in each region</caption>'
        f"<thead><tr>{_HEADS}</tr></thead><tbody>{''.join(_lines(data['scale'], lesions))}</tbody></table>"
        f"<p><strong>{with_labels(result, cited)}</strong></p><p>{with_labels(data['rule'], cited)}</p>"
        f"<details><summary>Sources</summary>{sources_html(data['rows'], cited)}</details></div>"
    )


def _lines(scale: Mapping[str, Any], lesions: Mapping[str, str]) -> Iterable[str]:
    scores = {lesion["key"]: lesion["score"] for lesion in scale["lesions"]}
    for region in scale["regions"]:
        lesion = lesions[region["key"]]
        product = f"{region['factor']} × {scores[lesion]} = {region['factor'] * scores[lesion]}"
        yield (
            f'<tr><th scope="row">{html.escape(region["name"])}</th>'
            f"<td>{html.escape(lesion)}</td><td>{html.escape(product)}</td></tr>"
        )
