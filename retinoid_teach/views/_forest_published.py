"""Cohorts of exposure in pregnancy under each other: what they printed, and what their counts give."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import check_name
from retinoid_teach.trials import Interval, effect_size

from ._figure import PAPER, Figure
from ._forest import Row as Words
from ._forest import _axis, _words
from ._forest import lines as written
from ._own_look import own_look

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matplotlib.axes import Axes

    Row = Mapping[str, Any]

_MARKS = {"published": ("o", PAPER), "recomputed": ("s", None), "review": ("D", PAPER)}
_INKS = {"published": "#1f4e79", "recomputed": "#1f4e79", "review": "#8a4b08"}
_TOPICAL = "topical"


class _Line(NamedTuple):
    """A study as it is drawn: the mark says where its numbers come from."""

    name: str
    said: str
    kind: str
    shown: Interval
    measure: str


def forest_published(outcome: str = "major malformations", *, catalog: Catalog | None = None) -> Figure:
    """Draw the cohorts of topical retinoids in pregnancy, printed and recomputed, never pooled.

    Parameters
    ----------
    outcome : str
        An outcome of `pregnancy_studies` for which a cohort was read.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Figure
        A ratio with its 95 % interval a line: an open circle as printed, a filled square as worked out
        from counts, an open diamond for a review, which may count the same people again and so stands
        last. A study that has neither interval nor counts keeps its line and says so. Risk ratios and
        odds ratios stand on one axis, each named.

    Raises
    ------
    ValueError
        For an outcome of which no cohort was read.

    Notes
    -----
    Source rows: `pregnancy_studies`, those read, with topical exposure, of people followed forward.

    Examples
    --------
    >>> forest_published("stillbirth").alt_text[-84:]
    'OR 2.06 (0.43 to 9.86), as printed; a review, may count the same people. Not pooled.'
    """
    catalog = the_catalog(catalog)
    cohorts = [row for row in catalog.rows("pregnancy_studies") if _is_cohort(row)]
    check_name("outcome", outcome, list(dict.fromkeys(row["outcome"] for row in cohorts)))
    chosen = [row for row in cohorts if row["outcome"] == outcome]
    lines = [line for row in sorted(chosen, key=_is_review) for line in _lines(row)]
    return Figure(_draw(lines), _alt_text(outcome, lines))


def _is_cohort(row: Row) -> bool:
    followed = "cohort" in row["design"]
    return followed and _TOPICAL in row["exposure"] and row["basis"] != "unread"


def _is_review(row: Row) -> bool:
    return "meta-analysis" in row["design"]


def _lines(row: Row) -> Iterator[_Line]:
    name, measure = row["citation_short"], row["effect_measure"] or "RR"
    printed = [row[field] for field in ("estimate", "ci_low", "ci_high")]
    counts = [row[field] for field in ("exposed_events", "n_exposed", "comparator_events", "n_comparator")]
    if None not in printed:
        kind, said = ("review", "as printed; a review") if _is_review(row) else ("published", "as printed")
        yield _Line(name, f"{measure}, {said}", kind, Interval(*map(float, printed)), measure)
    if None not in counts:
        found = effect_size(*counts, event_is="harm")
        again = found.odds_ratio if measure == "OR" else found.risk_ratio
        said = f"{measure}, {counts[0]}/{counts[1]} against {counts[2]}/{counts[3]}"
        yield _Line(name, said, "recomputed", again, measure)
    if None in printed and None in counts:
        nothing = Interval(math.nan, math.nan, math.nan)
        yield _Line(name, "percentages without numbers", "none", nothing, "")


@own_look()
def _draw(lines: list[_Line]) -> Axes:
    axes = written([Words(line.name, line.said, _said(line)) for line in lines])
    for at, line in enumerate(lines):
        if line.kind != "none":
            _study(axes, at, line)
    _axis(axes, "risk_ratio", [line.shown for line in lines], ("fewer", "more"))
    axes.set_xlabel("Exposed to not exposed, ratio")
    return axes


def _study(axes: Axes, at: int, line: _Line) -> None:
    ink, (mark, inside) = _INKS[line.kind], _MARKS[line.kind]
    axes.plot(
        [line.shown.low, line.shown.high],
        [at, at],
        color=ink,
        linewidth=1.8,
        solid_capstyle="butt",
        gid="interval",
    )
    axes.plot(
        [line.shown.estimate],
        [at],
        mark,
        color=ink,
        markerfacecolor=inside or ink,
        markeredgewidth=1.6,
        markersize=8,
        gid=line.kind,
    )


def _said(line: _Line) -> str:
    return "no interval" if line.kind == "none" else _words(line.shown)


def _alt_text(outcome: str, lines: list[_Line]) -> str:
    each = [f"{line.name}: {f'{line.measure} {_said(line)}'.strip()}, {_origin(line)}" for line in lines]
    start = f"{outcome[0].upper()}{outcome[1:]} after a topical retinoid, exposed to not exposed"
    return f"{start}, 95 % intervals. {'; '.join(each)}. Not pooled."


def _origin(line: _Line) -> str:
    if line.kind == "recomputed":
        return f"worked out from {line.said.partition(', ')[2]}"
    if line.kind == "none":
        return line.said
    return "as printed; a review, may count the same people" if line.kind == "review" else "as printed"
