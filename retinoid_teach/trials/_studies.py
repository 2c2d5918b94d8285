"""The studies of a comparison: two counted arms of one trial each, and what is to be known of the trial."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.typed_tables import WITHHELD

from ._effects import Interval, effect_size

_FLAWS = (
    ("design", "quasi-experimental", "not randomised: quasi-experimental"),
    ("design", "nonprobability", "called randomised, but the sample was taken as people came"),
    ("design", "case control", "called randomised in the text and “case control” in the title"),
    ("design", "open-label", "open-label"),
    ("design", "blinding not stated", "blinding not stated"),
    ("design", "pooled", "two trials or more, counted together in the source"),
    ("citation_short", "pooled", "two trials or more, counted together in the source"),
    ("note", "quality flags", "suspect reporting"),
)
"""Words of a trial's row that a reader of its numbers must know of, and how they are said."""


@dataclass(frozen=True, slots=True)
class Study:
    """Two arms of one trial, counted.

    Parameters
    ----------
    trial_id, name : str
        The trial, and what it is called.
    arms : tuple of str
        Treatment and control, as the rows call them.
    counts : tuple of int
        People with an event and all people, treated and control: ``events_a, n_a, events_b, n_b``.
    rows : tuple of str
        The two rows of `binary_outcomes`.
    design, funding, trial_note : str
        As the trial's row has them; empty where nothing was recorded.
    cautions : tuple of str
        What a reader of the numbers must know, in a few words each.
    """

    trial_id: str
    name: str
    arms: tuple[str, str]
    counts: tuple[int, int, int, int]
    rows: tuple[str, str]
    design: str
    funding: str
    trial_note: str
    cautions: tuple[str, ...]

    def effect(self, measure: str) -> Interval:
        """Return one of the study's own effects, as `effect_size` gives it."""
        found: Interval = getattr(_effects(self.counts), measure)
        return found

    def row(self) -> dict[str, Any]:
        """Return the study as a row of the table that `pool` takes."""
        counts = dict(zip(("events_a", "n_a", "events_b", "n_b"), self.counts, strict=True))
        about = {
            name: getattr(self, name) for name in ("trial_id", "name", "design", "funding", "trial_note")
        }
        return {
            **counts,
            **about,
            "arm_a": self.arms[0],
            "arm_b": self.arms[1],
            "row_a": self.rows[0],
            "row_b": self.rows[1],
            "cautions": "; ".join(self.cautions),
        }


@cache
def _effects(counts: tuple[int, int, int, int]) -> Any:
    return effect_size(*counts)


def studies_of(comparison_id: str, catalog: Catalog) -> tuple[Study, ...]:
    """Return the studies of a comparison, in the order of `comparison_pairs`.

    Raises
    ------
    ValueError
        For a pair of arms that may not be compared; the message names the pair and the row.
    """
    outcomes = {row["id"]: row for row in catalog.rows("binary_outcomes")}
    trials = {row["id"]: row for row in catalog.rows("trials")}
    found = []
    for pair in catalog.rows("comparison_pairs"):
        if pair["comparison_id"] == comparison_id:
            treated, control = (outcomes[pair[side]] for side in ("row_a", "row_b"))
            _check(pair["id"], treated, control)
            found.append(_study(treated, control, trials[treated["trial_id"]]))
    if not found:
        raise ValueError(f"comparison_id={comparison_id!r}: no row of comparison_pairs belongs to it.")
    return tuple(found)


def _check(pair: str, treated: Mapping[str, Any], control: Mapping[str, Any]) -> None:
    if treated["trial_id"] != control["trial_id"]:
        raise ValueError(f"{pair}: {treated['id']} and {control['id']} are arms of two trials.")
    for row in (treated, control):
        kept_back = [name for name, values in WITHHELD.items() if row.get(name) in values]
        if kept_back or row["basis"] == "unread":
            raise ValueError(f"{pair}: {row['id']} may not be taught: it is not read, or kept back.")
        if row["events"] is None or not row["n"]:
            raise ValueError(f"{pair}: {row['id']} has no count of people, so nothing can be compared.")


def _study(treated: Mapping[str, Any], control: Mapping[str, Any], trial: Mapping[str, Any]) -> Study:
    return Study(
        trial_id=trial["id"],
        name=trial["citation_short"],
        arms=(treated["arm"], control["arm"]),
        counts=(treated["events"], treated["n"], control["events"], control["n"]),
        rows=(treated["id"], control["id"]),
        design=trial["design"] or "",
        funding=trial["funding_note"] or "",
        trial_note=_seen(trial["note"] or ""),
        cautions=tuple(dict.fromkeys(_cautions(treated, control, trial))),
    )


def _cautions(treated: Mapping[str, Any], control: Mapping[str, Any], trial: Mapping[str, Any]) -> list[str]:
    said = [words for column, sign, words in _FLAWS if sign in (trial[column] or "").lower()]
    if any("DERIVED" in (row["locator"] or "") for row in (treated, control)):
        said.append("counts worked out from a percentage")
    return said


def _seen(note: str) -> str:
    """A trial's note without the sentences that rest on general knowledge: those may not be taught."""
    kept = ". ".join(one for one in note.split(". ") if "knowledge" not in one)
    return f"{kept}." if kept and not kept.endswith(".") else kept
