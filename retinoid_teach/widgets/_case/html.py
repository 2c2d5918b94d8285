"""A case where no widget runs: the story, each step, and a fold with what every choice is told."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from retinoid_teach.learning import Case, Choice, Step

from .._page.cited import Cited, sources_html

if TYPE_CHECKING:
    from collections.abc import Mapping

_HONEST = "Made-up people, for self-study. For teaching: no substitute for current local guidance."


def case_html(cases: tuple[Case, ...], cited: Cited, answers: Mapping[str, Any]) -> str:
    """Return cases as HTML that needs no script and no style sheet.

    Parameters
    ----------
    cases : tuple of Case
        Who is decided for.
    cited : dict
        Rows and sources that the texts cite (`cited_rows`).
    answers : mapping
        Step id to what was taken, where there is something.
    """
    told = "".join(
        _told(one, sent["where"], answers) for one, sent in zip(cases, cited["cases"], strict=True)
    )
    rows = dict.fromkeys(row for one in cases for row in one.cited)
    sources = f"<details><summary>Sources</summary>{sources_html(rows, cited)}</details>"
    return f'<div class="rt-case-static">{told}{sources}<p><small>{_HONEST}</small></p></div>'


def _told(one: Case, where: str, answers: Mapping[str, Any]) -> str:
    steps = "".join(
        _step(step, f"{place} of {len(one.steps)}", answers.get(step.id))
        for place, step in enumerate(one.steps, 1)
    )
    # Where several people share a page, each is folded: a reader without the widget finds one of them sooner.
    return (
        f"<details><summary><strong>{html.escape(one.title)}</strong></summary><p>{html.escape(one.story)}</p>"
        f"<p>The wish: {html.escape(one.wish)}</p><p><small>{html.escape(where)}</small></p>{steps}"
        "</details>"
    )


def _step(step: Step, place: str, given: Any) -> str:
    taken = given if isinstance(given, (list, tuple)) else [given]
    items = "".join(
        f"<li>{html.escape(one.text)}{' (taken)' if one.id in taken else ''}</li>" for one in step.choices
    )
    told = "".join(f"<li>{_said(one)}</li>" for one in step.choices)
    return (
        f"<p>Step {place}. <strong>{html.escape(step.text)}</strong></p><ul>{items}</ul>"
        f"<details><summary>Answer and feedback</summary><ul>{told}</ul>"
        f"{_paragraph(step.explanation)}{_paragraph(step.reasons)}</details>"
    )


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>" if text else ""


def _said(one: Choice) -> str:
    rest = " ".join(part for part in (one.feedback, one.elsewhere) if part)
    return f"<strong>{html.escape(one.text)}</strong>. {html.escape(one.heading)}. {html.escape(rest)}"
