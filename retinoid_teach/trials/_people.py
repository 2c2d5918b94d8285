"""An effect in people: what a ratio or a difference makes of a baseline risk, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from retinoid_teach.evidence.arguments import is_number
from retinoid_teach.evidence.names import check_name

from ._effects import NNT, Interval, checked_interval, needed

_MEASURES = ("risk_ratio", "odds_ratio", "risk_difference")


@dataclass(frozen=True, slots=True)
class InPeople:
    """People of 100 with and without a treatment; made by `in_people`.

    Parameters
    ----------
    control : float
        People of 100 with an event without the treatment.
    treatment : Interval
        The same with it; never below 0 or above 100.
    nnt : NNT
        From the difference of the two.
    beyond : bool
        Whether the effect, at this baseline, leads below 0 or above 100 and was stopped there.
    """

    control: float
    treatment: Interval
    nnt: NNT
    beyond: bool


def in_people(
    effect: Interval,
    measure: Literal["risk_ratio", "odds_ratio", "risk_difference"],
    baseline: float,
    *,
    event_is: Literal["good", "harm"] = "good",
) -> InPeople:
    """Carry an effect over to people of whom so many of 100 have the event without the treatment.

    Parameters
    ----------
    effect : Interval
        Ratio, or difference from -1 to 1.
    measure : {"risk_ratio", "odds_ratio", "risk_difference"}
        What `effect` is.
    baseline : float
        People of 100 with an event without the treatment, 0 to 100.
    event_is : {"good", "harm"}
        Whether an event is wanted.

    Returns
    -------
    InPeople
        People of 100 with and without, with the interval of the effect, and the number needed to treat.

    Raises
    ------
    ValueError
        For a measure that does not exist, a baseline below 0 or above 100, or an effect that is no interval
        of finite numbers in order, a ratio below 0, or a difference beyond -1 or 1.

    Notes
    -----
    The baseline is taken as known: the interval is that of the effect alone. Measures part company away from
    the baseline that they were measured at.

    Examples
    --------
    >>> found = in_people(Interval(1.5, 1.2, 1.9), "risk_ratio", 20)
    >>> found.control, round(found.treatment.estimate), str(found.nnt)
    (20.0, 30, '10 to benefit (5.6 to 25)')
    """
    check_name("measure", measure, _MEASURES)
    if not is_number(baseline) or not 0 <= baseline <= 100:
        raise ValueError(f"baseline={baseline!r} must be people of 100, a number from 0 to 100.")
    check_name("event_is", event_is, ("good", "harm"))
    least, most = (-1.0, 1.0) if measure == "risk_difference" else (0.0, math.inf)
    checked_interval("effect", effect, least=least, most=most)
    ends = [_carried(one, measure, float(baseline)) for one in (effect.estimate, effect.low, effect.high)]
    held = [min(100.0, max(0.0, one)) for one in ends]
    differences = Interval(*((one - baseline) / 100 for one in held))
    return InPeople(
        control=float(baseline),
        treatment=Interval(*held),
        nnt=needed(differences, event_is),
        beyond=held != ends,
    )


def _carried(effect: float, measure: str, baseline: float) -> float:
    if measure == "risk_ratio":
        return baseline * effect
    if measure == "odds_ratio":
        if baseline == 100:
            return baseline  # What is certain has no finite odds, and no ratio of odds makes it less so.
        return 100 * (effect * baseline / (100 - baseline + effect * baseline))
    return baseline + 100 * effect
