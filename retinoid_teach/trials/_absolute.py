"""Between relative and absolute: baseline risks, percentages as counts, and what "none seen" can hide."""

from __future__ import annotations

import math
from dataclasses import dataclass
from numbers import Integral, Real

from retinoid_teach.evidence.arguments import is_number


@dataclass(frozen=True, slots=True)
class NoneSeen:
    """How large a risk may be though nobody had the event; made by `rule_of_three`.

    Parameters
    ----------
    people : int
        How many were watched.
    upper : float
        Upper 95 % limit of the risk by the rule, 3 in `people`; at most 1.
    exact : float
        The same limit without the shortcut.
    """

    people: int
    upper: float
    exact: float


def rule_of_three(people: int) -> NoneSeen:
    """Say how large a risk may be though none of so many people had the event.

    Parameters
    ----------
    people : int
        How many were watched, 1 or more.

    Returns
    -------
    NoneSeen
        The upper 95 % limit: three divided by the number of people, and the exact one beside it.

    Raises
    ------
    ValueError
        If `people` is no whole number or less than one.

    Notes
    -----
    If the risk is r, none of n people has the event with probability (1 - r)^n. Set that to 0.05 and take
    logarithms: n·log(1 - r) = log 0.05, which is about -3, and log(1 - r) is about -r. So r is about 3/n.

    Examples
    --------
    >>> rule_of_three(100).upper, round(rule_of_three(100).exact, 4)
    (0.03, 0.0295)
    """
    number = _whole("people", people, 1)
    return NoneSeen(number, min(1.0, 3 / number), 1 - 0.05 ** (1 / number))


def absolute_risk(
    baseline: float, *, risk_ratio: float | None = None, odds_ratio: float | None = None
) -> float:
    """Turn a relative effect into the risk of a group whose baseline risk is known.

    Parameters
    ----------
    baseline : float
        Risk without treatment, above 0 and below 1.
    risk_ratio, odds_ratio : float, optional
        One of the two, above 0.

    Returns
    -------
    float
        Risk with treatment, 0 to 1.

    Raises
    ------
    ValueError
        For a baseline or a ratio that cannot be, for both ratios or none, and for a risk ratio that would
        lead to a risk above 1.

    Examples
    --------
    >>> round(absolute_risk(0.2, risk_ratio=1.5), 3), round(absolute_risk(0.2, odds_ratio=1.5), 3)
    (0.3, 0.273)
    """
    _risk("baseline", baseline)
    if (risk_ratio is None) == (odds_ratio is None):
        raise ValueError("risk_ratio, odds_ratio: give one of the two.")
    if risk_ratio is not None:
        risk = baseline * _above_zero("risk_ratio", risk_ratio)
        if risk > 1:
            raise ValueError(
                f"risk_ratio={risk_ratio!r} would make {risk:g} of a baseline of {baseline!r}, above 1: a "
                "risk ratio does not carry over to every baseline. An odds ratio does."
            )
        return risk
    odds = _above_zero("odds_ratio", odds_ratio) * baseline / (1 - baseline)
    return odds / (1 + odds)


def relative_risk(risk: float, baseline: float) -> tuple[float, float]:
    """Turn two absolute risks into the risk ratio and the odds ratio.

    Parameters
    ----------
    risk, baseline : float
        Risk with and without treatment, both above 0 and below 1.

    Returns
    -------
    risk_ratio, odds_ratio : float
        The inverse of `absolute_risk`.

    Raises
    ------
    ValueError
        For a risk that cannot be.

    Examples
    --------
    >>> relative_risk(0.3, 0.2)[0]
    1.4999999999999998
    """
    _risk("risk", risk)
    _risk("baseline", baseline)
    return risk / baseline, (risk / (1 - risk)) / (baseline / (1 - baseline))


def counts_from_percent(percent: float, n: int, decimals: int = 1) -> int:
    """Find the whole number of people behind a printed percentage; refuse to guess.

    Parameters
    ----------
    percent : float
        As printed, 0 to 100.
    n : int
        All people.
    decimals : int
        How many decimals were printed.

    Returns
    -------
    int
        The only count that, as a percentage of `n`, rounds to `percent`.

    Raises
    ------
    ValueError
        If no count fits (the people behind it are not those of `n`), or if several do.

    Examples
    --------
    >>> counts_from_percent(84.8, 46)
    39
    """
    if not is_number(percent) or not 0 <= percent <= 100:
        raise ValueError(f"percent={percent!r} must be a number from 0 to 100.")
    _whole("n", n, 1)
    _whole("decimals", decimals, 0)
    half = 0.5 * 10.0**-decimals
    near = range(
        max(0, math.floor((percent - half) * n / 100)), min(n, math.ceil((percent + half) * n / 100)) + 1
    )
    fitting = [count for count in near if abs(100 * count / n - percent) <= half * (1 + 1e-9)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise ValueError(
            f"percent={percent!r}: no whole number of {n} people gives it, so it counts other people."
        )
    raise ValueError(
        f"percent={percent!r}: {fitting[0]} to {fitting[-1]} of {n} people all give it; it is no count."
    )


def _whole(name: str, value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < least:
        raise ValueError(f"{name}={value!r} must be a whole number, {least} or more.")
    return int(value)


def _risk(name: str, value: object) -> None:
    if not is_number(value) or not isinstance(value, Real) or not 0 < float(value) < 1:
        raise ValueError(f"{name}={value!r} must be a risk above 0 and below 1, such as 0.25.")


def _above_zero(name: str, value: object) -> float:
    if not is_number(value) or not isinstance(value, Real) or not 0 < float(value) < math.inf:
        raise ValueError(f"{name}={value!r} must be a number above 0.")
    return float(value)
