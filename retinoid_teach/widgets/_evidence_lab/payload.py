"""What the evidence lab's page receives: every comparison with every result worked out, each text once."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from retinoid_teach.learning.records import CITATION
from retinoid_teach.trials import Comparison, Interval, comparison, comparisons
from retinoid_teach.trials.comparing import MEASURES, METHODS

from .._page.cited import cited_rows

if TYPE_CHECKING:
    from retinoid_teach.evidence import Catalog

_FIGURES = 5
_DIGITS = 1


@lru_cache(maxsize=2)
def evidence_payload(catalog: Catalog) -> dict[str, Any]:
    """Return every comparison as the page has it, with the sources of their rows.

    A result is ``[estimate, low, high, prediction low, prediction high, i2, tau2, weight of each study …]``;
    ``pooled[measure][method][0]`` has all studies and ``[at]`` leaves out the study before `at`.
    """
    found = [comparison(str(name), catalog=catalog) for name in comparisons(catalog=catalog).index]
    texts = [text for one in found for text in (one.note, one.not_measured)]
    cited = [row for one in found for study in one.studies for row in study.rows]
    cited += [match[1] for text in texts for match in CITATION.finditer(text)]
    return {"comparisons": [_sent(one) for one in found], **cited_rows(cited, catalog)}


def _sent(one: Comparison) -> dict[str, Any]:
    names = _short_names([study.name for study in one.studies])
    return {
        "id": one.id,
        "question": one.question,
        "treatment": one.treatment,
        "control": one.control,
        "outcome": one.outcome,
        "event_is": one.event_is,
        "not_measured": one.not_measured,
        "note": one.note,
        "baseline": round(one.baseline, _DIGITS),
        "studies": [
            {
                "trial": study.trial_id,
                "name": name,
                "arms": list(study.arms),
                "counts": list(study.counts),
                "rows": list(study.rows),
                "design": study.design,
                "paid": study.funding,
                "cautions": list(study.cautions),
            }
            for study, name in zip(one.studies, names, strict=True)
        ],
        "own": {measure: [_ends(study.effect(measure)) for study in one.studies] for measure in MEASURES},
        "pooled": {
            measure: {method: _results(one, measure, method) for method in METHODS} for measure in MEASURES
        },
    }


def _results(one: Comparison, measure: Any, method: Any) -> list[list[float | None]]:
    leaving = [None, *one.trials] if len(one.studies) > 1 else [None]
    results = []
    for left_out in leaving:
        found = one.together(measure, method, left_out=left_out)
        weights = [found.weights.get(trial, 0.0) for trial in one.trials]
        ends = [*_ends(found.effect), *_ends(found.prediction)[1:]]
        results.append([*ends, _lean(found.i2), _lean(found.tau2), *map(_lean, weights)])
    return results


def _ends(one: Interval) -> list[float | None]:
    return [_lean(one.estimate), _lean(one.low), _lean(one.high)]


def _lean(value: float) -> float | None:
    return None if math.isnan(value) else float(f"{value:.{_FIGURES}g}")


def _short_names(names: list[str]) -> list[str]:
    """Names without what stands in brackets at their end, where they still tell the studies apart."""
    short = [name.partition(" (")[0] if name.endswith(")") else name for name in names]
    return [one if short.count(one) == 1 else name for one, name in zip(short, names, strict=True)]
