"""What a trial of two arms says: differences, ratios and the number needed to treat, with their intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, Any, Literal

from retinoid_teach.evidence.arguments import is_number
from retinoid_teach.evidence.names import check_name

if TYPE_CHECKING:
    from collections.abc import Sequence

Form = Literal["benefit", "harm", "benefit_harm"]
_EVENTS = ("good", "harm")
_CELL = 0.5
_NO_DIFFERENCE = "no difference"


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its 95 % confidence interval; all three are NaN where nothing can be estimated."""

    estimate: float
    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class NNT:
    """The number needed to treat, with its interval.

    Parameters
    ----------
    estimate : float
        People to treat for one more (form ``benefit``) or one fewer (``harm``) good outcome. In the form
        ``benefit_harm`` it is negative where the estimate itself is a harm.
    low, high : float
        The interval. In the form ``benefit_harm`` it runs from `low`, a number needed to benefit, up through
        infinity to `high`, a number needed to harm, which is negative.
    form : {"benefit", "harm", "benefit_harm"}
        Whether the interval of the risk difference lies on one side of no difference or on both.
    """

    estimate: float
    low: float
    high: float
    form: Form

    def __str__(self) -> str:
        if self.form != "benefit_harm":
            return f"{_people(self.estimate)} to {self.form} ({_people(self.low)} to {_people(self.high)})"
        middle, low, high = (_to(one) for one in (self.estimate, self.low, self.high))
        if low == high:
            return middle
        through = "" if _NO_DIFFERENCE in (low, high) else f", through {_NO_DIFFERENCE},"
        return f"{middle} ({low}{through} to {high})"


@dataclass(frozen=True, slots=True)
class EffectSize:
    """Two arms compared; made by `effect_size`.

    Parameters
    ----------
    risk_a, risk_b : float
        Share of people with an event in each arm, 0 to 1.
    risk_difference : Interval
        `risk_a` minus `risk_b`; Newcombe's interval.
    risk_ratio, odds_ratio : Interval
        Of a to b; intervals on the log scale. NaN where neither arm, or everybody, had an event.
    nnt : NNT
        From the risk difference.
    notes : tuple of str
        What was done that a reader must know, such as half a person added to each cell.
    """

    risk_a: float
    risk_b: float
    risk_difference: Interval
    risk_ratio: Interval
    odds_ratio: Interval
    nnt: NNT
    notes: tuple[str, ...]


def effect_size(
    events_a: int, n_a: int, events_b: int, n_b: int, *, event_is: Literal["good", "harm"] = "good"
) -> EffectSize:
    """Compare two arms of people, counted.

    Parameters
    ----------
    events_a, n_a : int
        People with an event, and all people, in the treatment arm.
    events_b, n_b : int
        The same in the arm it is compared with.
    event_is : {"good", "harm"}
        Whether an event is wanted (clear skin) or not (a side effect). It decides which side of the number
        needed to treat is benefit; the difference and the ratios stay those of a to b.

    Returns
    -------
    EffectSize
        Risks, difference, ratios and number needed to treat, each with its 95 % interval.

    Raises
    ------
    ValueError
        For a count that is negative or no whole number (a percentage is no count: `counts_from_percent`), an
        arm without people, or more events than people.

    Notes
    -----
    Where a cell of the two by two table is zero, the ratios are worked out with half a person added to each
    cell, and `notes` says so. The difference needs no such repair.

    Examples
    --------
    >>> found = effect_size(39, 46, 23, 46)
    >>> round(100 * found.risk_difference.estimate, 1), str(found.nnt)
    (34.8, '2.9 to benefit (2.0 to 6.3)')
    """
    events_a, n_a = checked_arm("a", events_a, n_a)
    events_b, n_b = checked_arm("b", events_b, n_b)
    check_name("event_is", event_is, _EVENTS)
    difference = _difference(events_a, n_a, events_b, n_b)
    ratio = _ratio("risk-ratio", events_a, n_a, events_b, n_b)
    odds = _ratio("odds-ratio", events_a, n_a, events_b, n_b)
    return EffectSize(
        risk_a=events_a / n_a,
        risk_b=events_b / n_b,
        risk_difference=difference,
        risk_ratio=ratio,
        odds_ratio=odds,
        nnt=needed(difference, event_is),
        notes=_notes(events_a, n_a, events_b, n_b),
    )


def needed_to_treat(difference: Interval, *, event_is: Literal["good", "harm"] = "good") -> NNT:
    """Turn a risk difference into the number needed to treat.

    Parameters
    ----------
    difference : Interval
        Risk with treatment minus risk without, each 0 to 1.
    event_is : {"good", "harm"}
        Whether an event is wanted.

    Returns
    -------
    NNT
        Where the interval holds zero, its form is ``benefit_harm``: one range through zero would leave out
        infinity and hold numbers that the data exclude.

    Raises
    ------
    ValueError
        For a difference that is no `Interval` of finite numbers in order, or goes beyond -1 or 1.

    Examples
    --------
    >>> needed_to_treat(Interval(0.1, -0.05, 0.25))
    NNT(estimate=10.0, low=4.0, high=-20.0, form='benefit_harm')
    """
    check_name("event_is", event_is, _EVENTS)
    return needed(checked_interval("difference", difference, least=-1, most=1), event_is)


def needed(difference: Interval, event_is: str) -> NNT:
    """Do what `needed_to_treat` does, with arguments that are known to be right."""
    middle, low, high = difference.estimate, difference.low, difference.high
    if event_is == "harm":
        middle, low, high = -middle, -high, -low
    if low > 0:
        return NNT(1 / middle, 1 / high, 1 / low, "benefit")
    if high < 0:
        return NNT(1 / -middle, 1 / -low, 1 / -high, "harm")
    return NNT(
        1 / middle if middle else math.inf,
        1 / high if high else math.inf,
        1 / low if low else -math.inf,
        "benefit_harm",
    )


def checked_interval(
    argument: str, value: object, *, least: float = -math.inf, most: float = math.inf
) -> Interval:
    """Refuse what is no interval of an effect; ValueError names the argument and what would be right."""
    if not isinstance(value, Interval):
        raise ValueError(f"{argument}={value!r} must be an Interval(estimate, low, high).")
    ends = (value.low, value.estimate, value.high)
    if not all(is_number(one) and math.isfinite(one) for one in ends) or list(ends) != sorted(ends):
        raise ValueError(
            f"{argument}={value!r} must be finite numbers, low at most the estimate, and that at most high."
        )
    if not least <= value.low <= value.high <= most:
        allowed = f"{least:g} or more" if math.isinf(most) else f"from {least:g} to {most:g}"
        raise ValueError(f"{argument}={value!r} must be {allowed}.")
    return value


def checked_arm(arm: str, events: object, people: object) -> tuple[int, int]:
    """Return an arm of a trial as whole numbers; ValueError names the argument and what would be right."""
    counts = []
    for name, value, least in ((f"events_{arm}", events, 0), (f"n_{arm}", people, 1)):
        # A column with a gap in it comes as floats; 39.0 people are 39.
        whole = int(value) if isinstance(value, float) and value.is_integer() else value
        if isinstance(whole, bool) or not isinstance(whole, Integral):
            raise ValueError(
                f"{name}={value!r} must be a whole number of people. A percentage is not a count: "
                "counts_from_percent says which counts fit it."
            )
        if int(whole) < least:
            raise ValueError(f"{name}={value!r} must be {least} or more.")
        counts.append(int(whole))
    if counts[0] > counts[1]:
        raise ValueError(f"events_{arm}={events!r} is more than n_{arm}={people!r}: more events than people.")
    return counts[0], counts[1]


def _difference(events_a: int, n_a: int, events_b: int, n_b: int) -> Interval:
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(events_a, n_a, events_b, n_b, compare="diff", method="newcomb")
    return Interval(events_a / n_a - events_b / n_b, max(-1.0, float(low)), min(1.0, float(high)))


def _ratio(statistic: str, events_a: int, n_a: int, events_b: int, n_b: int) -> Interval:
    from scipy.stats import norm

    if not _has_ratio(events_a, n_a, events_b, n_b):
        return Interval(math.nan, math.nan, math.nan)
    logs, variances = study_effects(statistic, [(events_a, n_a, events_b, n_b)])
    log, reach = float(logs[0]), float(norm.ppf(0.975)) * math.sqrt(variances[0])
    return Interval(math.exp(log), math.exp(log - reach), math.exp(log + reach))


def study_effects(statistic: str, counts: Sequence[tuple[int, int, int, int]]) -> tuple[Any, Any]:
    """Effects (logarithms for ratios) and variances of studies given as people with events, and all people.

    Half a person is added to each cell of a study in which a cell is zero. That is done here: asked to do
    it, statsmodels adds it to the events of every study.
    """
    import numpy as np
    from statsmodels.stats.meta_analysis import effectsize_2proportions

    events_a, n_a, events_b, n_b = np.asarray(counts, dtype=np.float64).T
    cells = np.stack([events_a, n_a - events_a, events_b, n_b - events_b])
    more = np.where((cells == 0).any(axis=0), _CELL, 0.0)
    effects, variances = effectsize_2proportions(
        events_a + more, n_a + 2 * more, events_b + more, n_b + 2 * more, statistic=statistic
    )
    return effects, variances


def _has_ratio(events_a: int, n_a: int, events_b: int, n_b: int) -> bool:
    nobody, everybody = events_a + events_b == 0, (events_a, events_b) == (n_a, n_b)
    return not (nobody or everybody)


def _notes(events_a: int, n_a: int, events_b: int, n_b: int) -> tuple[str, ...]:
    if not _has_ratio(events_a, n_a, events_b, n_b):
        who = "nobody" if events_a == 0 else "everybody"
        return (f"No ratio can be estimated: {who} had an event in either arm.",)
    if 0 in (events_a, n_a - events_a, events_b, n_b - events_b):
        return ("One cell is zero, so half a person was added to each cell for the ratios.",)
    return ()


def _people(number: float) -> str:
    """A number needed to treat as it is written: one decimal below ten, none above."""
    size = abs(number)
    return f"{size:.1f}" if size < 10 else f"{size:.0f}"


def _to(number: float) -> str:
    if math.isinf(number):
        return _NO_DIFFERENCE
    return f"{_people(number)} to {'harm' if number < 0 else 'benefit'}"
