"""What was printed beside what the counts give: every effect that our rows let a reader work out again."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog

from ._absolute import relative_risk
from ._effects import Interval, effect_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    Row = Mapping[str, Any]

_PERCENT = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s?%")
_NOTHING = Interval(math.nan, math.nan, math.nan)
_UNFIT = ("trap", "do_not_use_until_checked")
_KINDS = {"derived": "circular", "none": "not_possible"}
_CIRCULAR = (
    ("DERIVED", "The count was worked out from this percentage."),
    ("recomputed", "The percentage was worked out from these counts."),
)


class Published(NamedTuple):
    """One line of `published_effects`."""

    what: str
    measure: str
    published: Interval
    recomputed: Interval
    kind: str
    reason: str
    rows: str


def published_effects(*, catalog: Catalog | None = None) -> pd.DataFrame:
    """Set each printed effect or percentage beside what the counts in our rows give.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    pandas.DataFrame
        One row a printed result, indexed by the id of the row that prints it or of its check: `what`,
        `measure` (``risk_ratio``, ``odds_ratio``; ``risk_difference`` in percentage points; ``percent``),
        `published` with `published_low` and `published_high`, `recomputed` likewise, `difference`
        (recomputed minus published), `kind`, `reason` and `rows` (ids). `kind` is ``check`` where the two
        sides were printed apart, ``circular`` where one was made from the other, so that their agreement
        shows nothing, and ``not_possible`` where there are no counts. Numbers that are not there are NaN.

    Notes
    -----
    Source rows: `published_checks` with `pregnancy_studies`, `meta_analyses` and `binary_outcomes`; all of
    `binary_outcomes` where events, people and a percentage stand together. Rows that were not read are left
    out. No rate is worked out where a denominator is blank.

    Examples
    --------
    >>> jick = published_effects().loc["PC001"]
    >>> float(jick["published"]), round(float(jick["recomputed"]), 2), jick["kind"]
    (0.7, 0.73, 'check')
    """
    import pandas as pd

    catalog = the_catalog(catalog)
    found = dict(_paired(catalog)) | dict(_percentages(catalog))
    lines = {
        name: (
            one.what,
            one.measure,
            *_three(one.published),
            *_three(one.recomputed),
            one.recomputed.estimate - one.published.estimate,
            one.kind,
            one.reason,
            one.rows,
        )
        for name, one in found.items()
    }
    sides = [f"{side}{end}" for side in ("published", "recomputed") for end in ("", "_low", "_high")]
    columns = ["what", "measure", *sides, "difference", "kind", "reason", "rows"]
    frame = pd.DataFrame.from_dict(lines, orient="index", columns=columns)
    texts = dict.fromkeys(("what", "measure", "kind", "reason", "rows"), "string")
    numbers = dict.fromkeys((*sides, "difference"), "float64")
    return frame.rename_axis("id").astype({**texts, **numbers})


def _three(one: Interval) -> tuple[float, float, float]:
    return one.estimate, one.low, one.high


def _paired(catalog: Catalog) -> Iterator[tuple[str, Published]]:
    """Printed results whose counts are named in `published_checks`."""
    for check in catalog.rows("published_checks"):
        row = catalog.row(check["published_row"])[1]
        if row["basis"] == "unread":
            continue
        counted = [check[name] for name in ("count_row_a", "count_row_b") if check[name]]
        arms = [catalog.row(name)[1] for name in counted]
        if any(arm["basis"] == "unread" for arm in arms):
            continue
        group = f", {check['arm']}" if check["arm"] else ""
        yield (
            check["id"],
            Published(
                what=f"{row['citation_short']}: {row['outcome']}{group}",
                measure=check["measure"],
                published=_printed(check, row),
                recomputed=_again(check, row, arms),
                kind=_KINDS.get(check["counts"], "check"),
                reason=check["reason"],
                rows="; ".join([row["id"], *counted]),
            ),
        )


def _printed(check: Row, row: Row) -> Interval:
    if check["published_field"] == "none":
        return _NOTHING
    if check["published_field"] != "estimate" and check["measure"] == "percent":
        share = _percents(row[check["published_field"]])[0 if check["arm"] == "exposed" else 1]
        return Interval(share, math.nan, math.nan)
    return Interval(*(_number(row[name]) for name in ("estimate", "ci_low", "ci_high")))


def _percents(text: str) -> list[float]:
    return [float(one) for one in _PERCENT.findall(text)]


def _again(check: Row, row: Row, arms: list[Row]) -> Interval:
    if check["counts"] == "none":
        return _NOTHING
    if check["counts"] == "two_percents":
        share, other = (one / 100 for one in _percents(row[check["published_field"]])[:2])
        return Interval(relative_risk(share, other)[1], math.nan, math.nan)
    if check["counts"] == "percents":
        return _difference_of_percents(check["interval"], arms)
    counts = _study_counts(row)
    if check["measure"] == "percent":
        events, people = counts[0] if check["arm"] == "exposed" else counts[1]
        return Interval(100 * events / people, math.nan, math.nan)
    found: Interval = getattr(effect_size(*counts[0], *counts[1]), check["measure"])
    return found


def _study_counts(row: Row) -> list[tuple[int, int]]:
    """Events and people of the exposed and of those compared; births where these are the denominator."""
    people = row["n_births"] if row["n_births"] is not None else row["n_exposed"]
    return [(row["exposed_events"], people), (row["comparator_events"], row["n_comparator"])]


def _difference_of_percents(method: str, arms: list[Row]) -> Interval:
    """Two percentages and their people; the counts behind them need not be whole."""
    from statsmodels.stats.proportion import confint_proportions_2indep

    (share, people), (other, others) = ((arm["percent"] / 100, arm["n"]) for arm in arms)
    name = "wald" if method == "wald" else "newcomb"
    low, high = confint_proportions_2indep(
        share * people, people, other * others, others, compare="diff", method=name
    )
    return Interval(100 * (share - other), 100 * float(low), 100 * float(high))


def _percentages(catalog: Catalog) -> Iterator[tuple[str, Published]]:
    """Every arm in which events, people and a percentage stand together."""
    trials = {row["id"]: row["citation_short"] for row in catalog.rows("trials")}
    for row in catalog.rows("binary_outcomes"):
        counted = None not in (row["events"], row["n"], row["percent"])
        if not counted or row["basis"] == "unread" or row["use"] in _UNFIT:
            continue
        printed, exact = row["percent"], 100 * row["events"] / row["n"]
        kind, reason = _compared(row["locator"] or "", exact - printed, printed)
        yield (
            row["id"],
            Published(
                what=f"{trials[row['trial_id']]}: {row['outcome']}, {row['arm']}",
                measure="percent",
                published=Interval(printed, math.nan, math.nan),
                recomputed=Interval(exact, math.nan, math.nan),
                kind=kind,
                reason=reason,
                rows=row["id"],
            ),
        )


def _compared(locator: str, difference: float, printed: float) -> tuple[str, str]:
    for word, reason in _CIRCULAR:
        if word in locator:
            return "circular", reason
    last_digit = 1.0 if printed.is_integer() else 0.1
    if abs(difference) <= last_digit / 2 + 1e-9:
        return "check", "The same, rounded."
    return "check", "Not what these counts give, rounded."


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)
