"""The evidence lab where no widget runs: its studies as a table, its sentence, how sure, and its sources."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from retinoid_teach.learning.records import CITATION

from .._page.cited import Cited, sources_html, with_labels
from .words import NAMES, effect_words, fixed, paid_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .words import Answer


def static_evidence(
    data: Mapping[str, Any], one: Mapping[str, Any], measure: str, left_out: str | None, answer: Answer
) -> str:
    """Return the present state as HTML; the same text for the same state."""
    cited: Cited = {"rows": data["rows"], "sources": data["sources"]}
    name = NAMES[measure].capitalize() + (", percentage points" if measure == "risk_difference" else "")
    heads = ("Study", one["treatment"], one["control"], name, "Weight")
    row = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in heads)
    lines = "".join(_lines(one, measure, left_out, answer, cited))
    return (
        f'<div class="rt-evidence-lab-static"><p><strong>{html.escape(one["question"])}</strong></p>'
        f"<table><caption>{html.escape(one['outcome'])}</caption><thead><tr>{row}</tr></thead>"
        f"<tbody>{lines}</tbody></table><p><strong>{html.escape(answer.sentence)}</strong></p>"
        f"<p>{html.escape(answer.applied)}</p>"
        f"{_list('How sure', answer.sure, cited)}{_list('Who paid', _paid(one), cited)}"
        f"{_list('What was not measured', [one['not_measured']], cited)}"
        f"{_list('Be careful', [one['note']], cited)}"
        f"<details><summary>Sources</summary>{sources_html(_ids(one, cited), cited)}</details></div>"
    )


def _lines(
    one: Mapping[str, Any], measure: str, left_out: str | None, answer: Answer, cited: Cited
) -> Iterator[str]:
    weights = answer.result[7:]
    for study, own, weight in zip(one["studies"], one["own"][measure], weights, strict=True):
        events_a, n_a, events_b, n_b = study["counts"]
        row_a, row_b = study["rows"]
        share = "left out" if study["trial"] == left_out else f"{fixed(100 * (weight or 0), 0)} %"
        yield _line(
            html.escape(study["name"]),
            with_labels(f"{events_a} of {n_a} [{row_a}]", cited),
            with_labels(f"{events_b} of {n_b} [{row_b}]", cited),
            effect_words(measure, own),
            share,
        )
    if len(one["studies"]) > 1:
        yield _line("Together", "", "", answer.effect, "")


def _line(head: str, *cells: str) -> str:
    return f'<tr><th scope="row">{head}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _list(title: str, texts: Any, cited: Cited) -> str:
    items = "".join(f"<li>{with_labels(text, cited)}</li>" for text in texts)
    return f"<p><strong>{title}</strong></p><ul>{items}</ul>"


def _paid(one: Mapping[str, Any]) -> list[str]:
    return [f"{study['name']}: {paid_by(study)}." for study in one["studies"]]


def _ids(one: Mapping[str, Any], cited: Cited) -> list[str]:
    rows = [row for study in one["studies"] for row in study["rows"]]
    rows += [match[1] for match in CITATION.finditer(one["note"] + one["not_measured"])]
    return [row for row in dict.fromkeys(rows) if row in cited["rows"]]
