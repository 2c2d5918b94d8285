"""The evidence lab's answer in words: numbers, people, how sure. `words.js` says the same."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from retinoid_teach.trials import NNT, InPeople, Interval, in_people

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Result = list[float | None]
NAMES = {"risk_ratio": "risk ratio", "odds_ratio": "odds ratio", "risk_difference": "risk difference"}
NOT_STATED = "not stated in what was read"
_WIDE_RATIO, _WIDE_DIFFERENCE = 4, 0.2


@dataclass(frozen=True, slots=True)
class Answer:
    """What the lab shows for one state: `result` as sent, and everything said of it."""

    result: Result
    effect: str
    people: InPeople | None
    sentence: str
    applied: str
    sure: tuple[str, ...]


def answer(
    one: Mapping[str, Any], measure: str, method: str, left_out: str | None, baseline: float
) -> Answer:
    """Return what is shown of a comparison of the payload; a pure function of its arguments."""
    trials = [study["trial"] for study in one["studies"]]
    at = trials.index(left_out) + 1 if left_out in trials and len(trials) > 1 else 0
    result: Result = one["pooled"][measure][method][at]
    effect = _interval(result)
    people = None
    if effect:
        people = in_people(effect, measure, baseline, event_is=one["event_is"])  # type: ignore[arg-type]
    return Answer(
        result=result,
        effect=effect_words(measure, result),
        people=people,
        sentence=_sentence(one, measure, people),
        applied=_applied(measure, result, people),
        sure=tuple(_sure(one, measure, method, at)),
    )


def effect_words(measure: str, ends: Sequence[float | None]) -> str:
    """Return an effect with its interval; differences in percentage points."""
    if any(value is None for value in ends[:3]):
        return "no ratio"
    middle, low, high = (_number(measure, value) for value in ends[:3] if value is not None)
    return f"{middle} ({low} to {high})"


def fixed(value: float, digits: int) -> str:
    """Return a number with so many decimals, halves away from zero, with a true minus sign."""
    size = math.floor(abs(value) * 10**digits + 0.5) / 10**digits
    return f"{'−' if value < 0 and size else ''}{size:,.{digits}f}"


def paid_by(study: Mapping[str, Any]) -> str:
    """Return who paid for a study, as its row has it."""
    paid = str(study["paid"])
    return NOT_STATED if not paid or paid.startswith("not stated") else paid


def heads(people: float) -> str:
    """Return people of 100 in whole heads, where there is one."""
    if 0 < people < 0.5:
        return "fewer than 1"
    return "more than 99" if 99.5 <= people < 100 else str(_whole(people))


def of_hundred(people: float) -> str:
    """Return people of 100, to one decimal where they are no whole number."""
    return f"{fixed(people, 1 if people % 1 else 0)} of 100"


def _number(measure: str, value: float) -> str:
    if measure == "risk_difference":
        return fixed(100 * value, 1)
    return fixed(value, 2 if value < 10 else 1 if value < 100 else 0)


def _interval(result: Result) -> Interval | None:
    middle, low, high = result[:3]
    return None if middle is None or low is None or high is None else Interval(middle, low, high)


def _whole(people: float) -> int:
    return math.floor(people + 0.5)


def _sentence(one: Mapping[str, Any], measure: str, people: InPeople | None) -> str:
    outcome = one["outcome"][:1].upper() + one["outcome"][1:]
    if people is None:
        return f"{outcome}: nobody, or everybody, had it in either arm, so there is no ratio."
    if people.control == 0 and measure != "risk_difference":
        return (
            f"{outcome}: of 100 people, 0 with {one['control']}, and a ratio of nothing is nothing. "
            "Move the baseline, or choose the risk difference."
        )
    treated = people.treatment
    said = (
        f"{outcome}: of 100 people, {heads(people.control)} with {one['control']} and "
        f"{heads(treated.estimate)} with {one['treatment']}"
    )
    middle, low, high = (
        _whole(x) - _whole(people.control) for x in (treated.estimate, treated.low, treated.high)
    )
    if treated.low == treated.high == people.control:
        return f"{said}: no difference."
    return f"{said}: {_more(middle)} ({_between(low, high)}). {_treat(people.nnt, one['event_is'])}"


def _more(number: int) -> str:
    if not number:
        return "no difference in whole people"
    return f"{number} more" if number > 0 else f"{-number} fewer"


def _between(low: int, high: int) -> str:
    if low >= 0:
        return f"{low} to {high} more"
    return f"{-high} to {-low} fewer" if high <= 0 else f"{-low} fewer to {high} more"


def _treat(nnt: NNT, event_is: str) -> str:
    good, bad = (
        ("to help one more", "to help one fewer")
        if event_is == "good"
        else ("for one fewer to have it", "for one more to have it")
    )
    if nnt.form != "benefit_harm":
        end = good if nnt.form == "benefit" else bad
        return f"Treat {_persons(nnt.estimate)} {end} ({_persons(nnt.low)} to {_persons(nnt.high)})."
    low = "no difference" if math.isinf(nnt.low) else f"{_persons(nnt.low)} {good}"
    high = "no difference" if math.isinf(nnt.high) else f"{_persons(-nnt.high)} {bad}"
    through = "" if math.isinf(nnt.low) or math.isinf(nnt.high) else " through no difference"
    if math.isinf(nnt.estimate):
        return f"The interval runs from {low}{through} to {high}."
    own = f"Treat {_persons(abs(nnt.estimate))} {bad if nnt.estimate < 0 else good}"
    return f"{own}; but the interval runs from {low}{through} to {high}."


def _persons(number: float) -> str:
    return fixed(max(1, number), 0)


def _applied(measure: str, result: Result, people: InPeople | None) -> str:
    if people is None:
        return ""
    unit = " percentage points" if measure == "risk_difference" else ""
    said = (
        f"Worked out from the {NAMES[measure]}, {effect_words(measure, result)}{unit}, and a baseline of "
        f"{of_hundred(people.control)}. The baseline is taken as known."
    )
    if people.beyond:
        said += (
            " At this baseline part of the interval would lie beyond 0 or 100 of 100; it is stopped there."
        )
    return said


def _sure(one: Mapping[str, Any], measure: str, method: str, at: int) -> Iterator[str]:
    result: Result = one["pooled"][measure][method][at]
    kept = [study for place, study in enumerate(one["studies"], 1) if place != at]
    if len(kept) == 1:
        yield "One study is left." if at else "One study only: nothing to compare it with."
    yield from _cautions(kept, alone=len(one["studies"]) == 1)
    effect = _interval(result)
    if effect:
        yield _width(measure, effect)
    if len(kept) > 1 and result[5] is not None and result[6] is not None:
        yield from _spread(measure, method, result)


def _cautions(studies: Sequence[Mapping[str, Any]], *, alone: bool) -> Iterator[str]:
    named: dict[str, list[str]] = {}
    for study in studies:
        for caution in study["cautions"]:
            named.setdefault(caution, []).append(study["name"])
    for caution, names in named.items():
        said = caution[:1].upper() + caution[1:]
        yield f"{said}." if alone else f"{said}: {', '.join(names)}."


def _width(measure: str, effect: Interval) -> str:
    difference = measure == "risk_difference"
    nothing = 0 if difference else 1
    said = (
        "The interval holds no difference: these data fit more and fewer alike."
        if nothing in effect
        else "No difference lies outside the interval."
    )
    if difference and effect.high - effect.low >= _WIDE_DIFFERENCE:
        return f"{said} It is wide: {fixed(100 * (effect.high - effect.low), 0)} percentage points."
    if not difference and effect.high / effect.low >= _WIDE_RATIO:
        return (
            f"{said} It is wide: its upper end is {fixed(effect.high / effect.low, 0)} times its lower end."
        )
    return said


def _spread(measure: str, method: str, result: Result) -> Iterator[str]:
    i2, tau2 = (value or 0.0 for value in result[5:7])
    share = fixed(100 * i2, 0)
    yield (
        "I² 0 %: the studies differ no more than chance would have it."
        if share == "0"
        else f"I² {share} %: that share of the spread between the studies is more than chance."
    )
    if method == "fixed":
        yield "The fixed model takes one true effect for all studies: it says nothing of a next one."
        return
    scale = "" if measure == "risk_difference" else ", on the log scale"
    yield f"τ² {fixed(tau2, 4)}: the variance of the true effects between studies{scale}."
    if result[3] is None or result[4] is None:
        yield "Two studies say nothing of what a next one would find."
    else:
        low, high = (_number(measure, value) for value in result[3:5] if value is not None)
        yield f"One more study like these would lie between {low} and {high} (95 %)."
