"""The shipped data with hostile texts in it, as a teacher's folder might have them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from retinoid_teach.evidence import Catalog, shipped

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = {
    "questions": ("stem", "explanation", "unit"),
    "answers": ("text", "feedback"),
    "cases": ("title", "story", "wish"),
    "case_steps": ("text", "explanation"),
    "case_choices": ("text", "feedback"),
    "sources": ("citation", "url"),
    "gags_scoring": ("locator",),
    "compounds": ("value", "unit", "jurisdiction"),
    "data_traps": ("wrong_or_risky_claim", "why"),
    "claims": ("claim", "evidence_for", "evidence_against", "what_to_teach"),
    "comparisons": ("question", "treatment", "control", "outcome", "not_measured", "note"),
    "trials": ("citation_short", "design", "funding_note"),
    "binary_outcomes": ("arm", "locator"),
}


def is_text(row, name):
    """A value that is a number stays one: an answer may be worked out from it."""
    return isinstance(row[name], str) and (name != "value" or row.get("value_low") is None)


def own_text(table, row, text):
    """Answers to one question differ, or nobody could tell the right one."""
    return f"{text} {row['id']}" if table == "answers" else text


@pytest.fixture
def catalog_with_texts() -> Callable[[str], Catalog]:
    """Make a catalog in which every text that a widget shows is the one given."""

    def make(text: str) -> Catalog:
        data = shipped()

        def read(table):
            columns = TEXTS.get(table.name, ())
            return tuple(
                MappingProxyType(
                    row | {name: own_text(table.name, row, text) for name in columns if is_text(row, name)}
                )
                for row in map(dict, data.rows(table.name))
            )

        return Catalog(data.contract, read, data.folder)

    return make
