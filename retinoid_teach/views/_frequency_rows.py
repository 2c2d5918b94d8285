"""What is known of how often a side effect comes: a number, a range, an upper figure, a word, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from retinoid_teach.evidence import Catalog, shipped
from retinoid_teach.evidence.citations import NOT_CHECKED

Row = Mapping[str, Any]
EVERYBODY = 100.0
_MEASURES = {
    "reported": "counted as reported",
    "scored_any_grade": "counted as a scored sign, any grade",
    "scored_moderate": "counted as a scored sign, moderate at worst",
    "scored_mild_at_most": "counted as a scored sign, mild",
}


@dataclass(frozen=True, slots=True)
class Effect:
    """One side effect, ready to draw.

    Parameters
    ----------
    id, name, detail : str
        Row id; the event; what stands in brackets behind it, how it was counted, and whether it was checked.
    serious, unread : bool
        As the row says.
    shape : {"point", "range", "upper", "word", "nothing"}
        What is known: one percent, two, only the highest, a word alone, or neither.
    low, high : float
        Of 100 people; the limits of the word where there is no number.
    often : str
        The same in words.
    vehicle : tuple of int, optional
        People with the event, and all, in the vehicle arm of the same trial.
    """

    id: str
    name: str
    detail: str
    serious: bool
    unread: bool
    shape: str
    low: float
    high: float
    often: str
    vehicle: tuple[int, int] | None


@cache
def word_limits() -> dict[str, tuple[float, float]]:
    """Give the limits of each frequency word, of 100 people, as the contract of `adverse_events` has them.

    Examples
    --------
    >>> word_limits()["common"], word_limits()["very rare"]
    ((1.0, 10.0), (0.0, 0.01))
    """
    (scale,) = shipped().table("adverse_events").scales
    return {word: (float(low), float(high)) for word, (low, high) in scale.limits.items()}


def effect(row: Row, catalog: Catalog) -> Effect:
    """Make one side effect of a row of `adverse_events`.

    Examples
    --------
    >>> found = effect(shipped().row("AE002")[1], shipped())
    >>> found.shape, found.often, found.vehicle
    ('point', '14 of 100', (2, 134))
    """
    name, _, bracket = str(row["event"]).partition(" (")
    shape, low, high = _known(row)
    unread = row["basis"] == "unread"
    counted = _MEASURES.get(str(_measure(row, catalog)), "")
    if "scored" in bracket or "reported" in bracket:
        counted = ""  # the brackets say it
    elif shape == "word":
        counted = "a word, no number"
    parts = [bracket.removesuffix(")"), counted, NOT_CHECKED if unread else ""]
    return Effect(
        id=row["id"],
        name=name,
        detail="; ".join(part for part in parts if part),
        serious=row["seriousness"] == "serious",
        unread=unread,
        shape=shape,
        low=low,
        high=high,
        often=_often(shape, low, high, row["frequency_category"]),
        vehicle=_vehicle(row, catalog) if shape == "point" else None,
    )


def _known(row: Row) -> tuple[str, float, float]:
    low, high = row["percent_low"], row["percent_high"]
    if high is None and low is None:
        limits = word_limits().get(row["frequency_category"])
        return ("word", *limits) if limits else ("nothing", 0.0, EVERYBODY)
    if low is None:
        return "upper", 0.0, float(high)
    most = low if high is None else high
    return ("point" if most == low else "range"), float(low), float(most)


def _often(shape: str, low: float, high: float, word: str) -> str:
    return {
        "point": f"{high:g} of 100",
        "range": f"{low:g} to {high:g} of 100",
        "upper": f"up to {high:g} of 100",
        "word": str(word),
        "nothing": "how often: unknown",
    }[shape]


def _same_source(one: str, other: str, catalog: Catalog) -> bool:
    """Whether two source ids are one paper."""
    names = [{key, catalog.row(key)[1]["same_as"] or key} for key in (one, other)]
    return not names[0].isdisjoint(names[1])


def _measure(row: Row, catalog: Catalog) -> str | None:
    """How the number was counted: said by the tolerability row with the same event, percent and paper."""
    for other in catalog.rows("local_tolerability"):
        same = (other["ingredient_ids"], other["event_id"], other["percent_low"], other["percent_high"])
        wanted = (row["ingredient"], row["event_id"], row["percent_low"], row["percent_high"])
        if same == wanted and _same_source(row["source_id"], other["source_id"], catalog):
            return str(other["measure"])
    return None


def _vehicle(row: Row, catalog: Catalog) -> tuple[int, int] | None:
    """People with the event on vehicle, where exactly one counted pair of arms has the row's percent."""
    found = [
        (int(other["events"]), int(other["n"]))
        for arm in _counted(row["source_id"], catalog)
        if arm["percent"] == row["percent_low"] and arm["arm"].startswith(row["ingredient"])
        for other in _counted(row["source_id"], catalog)
        if other["arm"].startswith("vehicle")
        and (other["trial_id"], other["outcome"]) == (arm["trial_id"], arm["outcome"])
    ]
    return found[0] if len(found) == 1 else None


def _counted(source_id: str, catalog: Catalog) -> Iterator[Row]:
    return (
        row
        for row in catalog.rows("binary_outcomes")
        if row["basis"] == "read"
        and not row["use"]
        and row["events"] is not None
        and row["n"]
        and _same_source(source_id, row["source_id"], catalog)
    )
