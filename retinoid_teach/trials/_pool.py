"""Several studies of one question, pooled: what they say together, and how far they disagree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import data_frame, the_catalog
from retinoid_teach.evidence.names import check_name
from retinoid_teach.evidence.typed_tables import WITHHELD

from ._effects import checked_arm, study_effects

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

Measure = Literal["risk_ratio", "odds_ratio", "risk_difference", "given"]
Method = Literal["random", "fixed"]

_MEASURES = ("risk_ratio", "odds_ratio", "risk_difference", "given")
_STATISTIC = {"risk_ratio": "risk-ratio", "odds_ratio": "odds-ratio", "risk_difference": "diff"}
_COUNTS = ("events_a", "n_a", "events_b", "n_b")
_GIVEN = ("estimate", "std_error")
_RATIOS = ("risk_ratio", "odds_ratio")


@dataclass(frozen=True, slots=True)
class Pooled:
    """Studies pooled; made by `pool`.

    Parameters
    ----------
    estimate, ci_low, ci_high : float
        The pooled effect with its 95 % confidence interval; ratios on their natural scale.
    q, i2, tau2 : float
        Cochran's Q; the share of the spread that is more than chance (0 to 1); the variance between studies,
        on the log scale for ratios, zero for the fixed method.
    prediction_low, prediction_high : float
        Where the effect of one more study like these would lie, 95 %. NaN for the fixed method and for fewer
        than three studies, which say nothing of it.
    weights : pandas.Series
        Share of each study, indexed like the table; the sum is 1.
    measure, method : str
        As asked.
    studies : int
        How many were pooled.
    """

    estimate: float
    ci_low: float
    ci_high: float
    q: float
    i2: float
    tau2: float
    prediction_low: float
    prediction_high: float
    weights: pd.Series[float]
    measure: str
    method: str
    studies: int


def pool(
    table: pd.DataFrame,
    measure: Measure = "risk_ratio",
    method: Method = "random",
    *,
    catalog: Catalog | None = None,
) -> Pooled:
    """Pool studies of one question.

    Parameters
    ----------
    table : DataFrame
        One study a row. Columns ``events_a``, ``n_a``, ``events_b``, ``n_b`` (people); or, for the measure
        ``given``, ``estimate`` and ``std_error`` on the scale that is to be pooled (logarithms for a ratio).
        Columns ``use``, ``teaching_status``, ``basis`` and ``trial_id``, where there are such, are heeded.
    measure : {"risk_ratio", "odds_ratio", "risk_difference", "given"}
        What to pool.
    method : {"random", "fixed"}
        DerSimonian and Laird's random effects, or the inverse variance alone.
    catalog : Catalog, optional
        Where trials say with which others they overlap; the shipped data if None.

    Returns
    -------
    Pooled
        The effect, how the studies disagree, and their weights.

    Raises
    ------
    ValueError
        For fewer than two studies, a missing column or count, a row that is a trap or was not read, two rows
        of trials that counted the same people, and, for ratios, a study in which nobody or everybody had an
        event.

    Notes
    -----
    The arithmetic is statsmodels'. Where a cell is zero, half a person is added to each cell of that study.
    Source rows: `trials.overlaps_with`, when `table` has a column ``trial_id``.

    Examples
    --------
    >>> import pandas as pd
    >>> made_up = pd.DataFrame({"events_a": [12, 30], "n_a": [40, 90], "events_b": [6, 20], "n_b": [40, 90]})
    >>> found = pool(made_up, measure="risk_ratio", method="fixed")
    >>> round(found.estimate, 2), round(float(found.weights.sum()), 6)
    (1.6, 1.0)
    """
    check_name("measure", measure, _MEASURES)
    check_name("method", method, ("random", "fixed"))
    trials = the_catalog(catalog)
    data_frame("table", table)
    _refuse_few(table, measure)
    _refuse_rows(table)
    _refuse_overlaps(table, trials)
    effects, variances = _given(table) if measure == "given" else _counted(table, measure)
    return _combined(table, effects, variances, measure, method)


def _combined(table: pd.DataFrame, effects: Any, variances: Any, measure: str, method: str) -> Pooled:
    import numpy as np
    import pandas as pd
    from scipy.stats import norm, t
    from statsmodels.stats.meta_analysis import combine_effects

    # statsmodels lets the variance between studies be negative, and then divides by it.
    with np.errstate(invalid="ignore", divide="ignore"):
        found = combine_effects(effects, variances, method_re="dl")
    random = method == "random"
    tau2 = max(0.0, float(found.tau2)) if random else 0.0
    middle = float(found.mean_effect_re if tau2 else found.mean_effect_fe)
    error = float(found.sd_eff_w_re if tau2 else found.sd_eff_w_fe)
    weights = found.weights_rel_re if tau2 else found.weights_rel_fe
    reach = float(norm.ppf(0.975)) * error
    beyond = math.nan
    if random and len(table) > 2:
        beyond = float(t.ppf(0.975, len(table) - 2)) * math.sqrt(tau2 + error**2)
    natural = math.exp if measure in _RATIOS else float
    q = float(found.q)
    return Pooled(
        estimate=natural(middle),
        ci_low=natural(middle - reach),
        ci_high=natural(middle + reach),
        q=q,
        i2=max(0.0, (q - (len(table) - 1)) / q) if q > 0 else 0.0,
        tau2=tau2,
        prediction_low=natural(middle - beyond),
        prediction_high=natural(middle + beyond),
        weights=pd.Series(weights, index=table.index, name="weight", dtype="float64"),
        measure=measure,
        method=method,
        studies=len(table),
    )


def _refuse_few(table: pd.DataFrame, measure: str) -> None:
    wanted = _GIVEN if measure == "given" else _COUNTS
    missing = [name for name in wanted if name not in table.columns]
    if missing:
        raise ValueError(f"table: column {missing[0]!r} is missing; {measure} needs {', '.join(wanted)}.")
    if len(table) < 2:
        said = "is empty" if table.empty else "holds one study"
        raise ValueError(f"table {said}: pooling needs two or more. For one study use effect_size.")


def _refuse_rows(table: pd.DataFrame) -> None:
    for column, withheld in (*WITHHELD.items(), ("basis", ("unread",))):
        if column not in table.columns:
            continue
        for label, value in table[column].items():
            if isinstance(value, str) and value in withheld:
                raise ValueError(f"table: row {label!r} has {column}={value!r}; such a row enters no pool.")


def _refuse_overlaps(table: pd.DataFrame, catalog: Catalog) -> None:
    if "trial_id" not in table.columns:
        return
    trials = {row["id"]: row for row in catalog.rows("trials")}
    seen: dict[str, Any] = {}
    for label, trial in table["trial_id"].items():
        others = str(trials.get(trial, {}).get("overlaps_with") or "")
        same = {one.strip() for one in others.split(";") if one.strip()} | {trial}
        met = [one for one, row in seen.items() if one in same or trial in row]
        if met:
            raise ValueError(
                f"table: row {label!r} ({trial}) counts people of {met[0]} again; keep one of the two."
            )
        seen[str(trial)] = same


def _counted(table: pd.DataFrame, measure: str) -> tuple[Any, Any]:
    counts = list(_whole_counts(table))
    if measure in _RATIOS:
        _refuse_without_ratio(table, counts)
    return study_effects(_STATISTIC[measure], counts)


def _whole_counts(table: pd.DataFrame) -> Iterator[tuple[int, int, int, int]]:
    import pandas as pd

    for label, row in zip(table.index, table[list(_COUNTS)].itertuples(index=False), strict=True):
        for name, value in zip(_COUNTS, row, strict=True):
            if pd.isna(value):
                raise ValueError(
                    f"table: row {label!r} has no {name}; a study without counts enters no pool."
                )
        try:
            yield *checked_arm("a", row[0], row[1]), *checked_arm("b", row[2], row[3])
        except ValueError as error:
            raise ValueError(f"table: row {label!r}: {error}") from None


def _refuse_without_ratio(table: pd.DataFrame, counts: list[tuple[int, int, int, int]]) -> None:
    for label, (events_a, n_a, events_b, n_b) in zip(table.index, counts, strict=True):
        who = "nobody" if events_a + events_b == 0 else "everybody"
        if events_a + events_b in (0, n_a + n_b):
            raise ValueError(
                f"table: row {label!r}: {who} had an event in either arm, which tells nothing of a "
                "ratio. Leave the study out, or pool risk_difference."
            )


def _given(table: pd.DataFrame) -> tuple[Any, Any]:
    import numpy as np
    import pandas as pd

    for name in _GIVEN:
        column = pd.to_numeric(table[name], errors="coerce").astype("float64")
        for label, value, given in zip(table.index, column, table[name].tolist(), strict=True):
            if not math.isfinite(value) or (name == "std_error" and value <= 0):
                rule = "a number above 0" if name == "std_error" else "a number"
                raise ValueError(f"table: row {label!r} has {name}={given!r}; it must be {rule}.")
    effects, errors = (table[name].astype("float64").to_numpy() for name in _GIVEN)
    return effects, np.square(errors)
