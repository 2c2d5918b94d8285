"""The claims where no widget runs: a list to judge from, and a fold a claim with what the evidence says."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from retinoid_teach.evidence.citations import NOT_CHECKED

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTE = "Judge each claim before you open it. The verdicts are this course's reading of its sources."


def claims_html(data: Mapping[str, Any], judgements: Mapping[str, str]) -> str:
    """Return claims as HTML that needs no script and no style sheet.

    Parameters
    ----------
    data : mapping
        What is sent to the page: verdicts, claims and sources.
    judgements : mapping
        Claim id to the verdict that the reader gave, where there is one.
    """
    meanings = "".join(
        f"<li><strong>{html.escape(name)}</strong>: {html.escape(meaning)}</li>"
        for name, _, meaning in data["verdicts"]
    )
    asked = "".join(
        f"<li>{_claim(one, data['sources'], judgements.get(one['id']))}</li>" for one in data["claims"]
    )
    return (
        f'<div class="rt-claims-static"><p>{_NOTE}</p><p>The five verdicts</p><ul>{meanings}</ul>'
        f"<ol>{asked}</ol></div>"
    )


def _claim(one: Mapping[str, Any], sources: list[Mapping[str, Any]], yours: str | None) -> str:
    mark = f" <em>({NOT_CHECKED})</em>" if one["unread"] else ""
    said = f"<p>You judged: <strong>{html.escape(yours)}</strong></p>" if yours else ""
    listed = "".join(f"<li>{_source(sources[place])}</li>" for place in one["sources"])
    parts = (
        ("The evidence", f"{one['verdict']} (our confidence: {one['confidence']})"),
        ("Speaks for it", one["for"]),
        ("Speaks against it", one["against"]),
        ("What may be taught", one["teach"]),
    )
    told = "".join(f"<p><strong>{name}:</strong> {html.escape(text)}</p>" for name, text in parts)
    return (
        f"<p>{html.escape(one['claim'])} <small>{html.escape(one['id'])}</small>{mark}</p>{said}"
        f"<details><summary>What the evidence says</summary>{told}<p>Sources</p><ul>{listed}</ul></details>"
    )


def _source(source: Mapping[str, Any]) -> str:
    text = html.escape(source["citation"])
    if source["address"]:
        text = f'<a href="{html.escape(source["address"])}">{text}</a>'
    mark = f" ({NOT_CHECKED})" if source["unread"] else ""
    return f"{html.escape(source['ids'])}: {text}{mark}"
