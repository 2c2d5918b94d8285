"""Classical item analysis: how difficult each question was for a class, and who was right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

FEWEST_LEARNERS, FEWEST_OTHERS = 10, 3
"""A question is judged from so many learners on, each of whom answered so many other checks."""

HARD, EASY = 0.3, 0.9
"""Below and above these difficulties a question is called hard and easy."""

MISLEADS, TOO_FEW = "misleads", "too few to say"
_NORMAL_90 = 1.644854
_SAME = 1e-12


class Item(NamedTuple):
    """One question as a class answered it; NaN where a number cannot be given, and `why` says why not."""

    learners: int
    right: int
    difficulty: float
    discrimination: float
    low: float
    high: float
    compared: int
    word: str
    why: str


def analyse(scores: pd.DataFrame) -> dict[str, Item]:
    """Analyse every question of a class.

    Parameters
    ----------
    scores : DataFrame
        A row for each learner, a column for each question: 1 right at the first try, 0 wrong, NaN not tried.

    Returns
    -------
    dict of Item
        By question. `difficulty` is the share that was right. `discrimination` is the corrected item-rest
        (point-biserial) correlation: of 1 or 0 here with the share right of the learner's other questions;
        `low` and `high` are its 90 % interval (Fisher's z, an approximation), `compared` how many learners it
        rests on.

    Examples
    --------
    >>> import pandas as pd
    >>> analyse(pd.DataFrame({"a": [1.0, 0.0, None]}))["a"].difficulty
    0.5
    """
    tried = scores.notna()
    others = tried.sum(axis=1)
    total = scores.sum(axis=1)
    found = {}
    for name in scores.columns:
        here = tried[name] & (others > FEWEST_OTHERS)
        own = scores.loc[here, name]
        rest = (total[here] - own) / (others[here] - 1)
        found[str(name)] = _item(scores.loc[tried[name], name], own.to_numpy(), rest.to_numpy())
    return found


def _item(every: pd.Series, own: np.ndarray, rest: np.ndarray) -> Item:
    import numpy as np

    learners, right = len(every), int(every.sum())
    difficulty = right / learners if learners else float("nan")
    why = _not_comparable(learners, right, own, rest)
    compared = len(own)
    found = low = high = float("nan")
    if not why:
        found = float(np.clip(np.corrcoef(own, rest)[0, 1], -1, 1))
        low, high = _interval(found, compared)
    word = _word(learners, difficulty, found, high)
    if found < 0 and word != MISLEADS:
        why = f"those who were right did worse elsewhere, but {compared} learners are too few to be sure"
    return Item(learners, right, difficulty, found, low, high, compared, word, why)


def _not_comparable(learners: int, right: int, own: np.ndarray, rest: np.ndarray) -> str:
    """Say why there is no discrimination; empty where there is one."""
    if learners < FEWEST_LEARNERS:
        return f"{learners} tried it; {FEWEST_LEARNERS} are needed"
    if right in (0, learners):
        return f"everybody was {'right' if right else 'wrong'}"
    if len(own) < FEWEST_LEARNERS:
        return (
            f"{len(own)} of those who tried it answered {FEWEST_OTHERS} other checks or more; "
            f"{FEWEST_LEARNERS} are needed"
        )
    if own.max() - own.min() < _SAME:
        return "everybody who answered enough other checks gave the same answer"
    if rest.max() - rest.min() < _SAME:
        return "everybody did equally well elsewhere"
    return ""


def _interval(correlation: float, learners: int) -> tuple[float, float]:
    import numpy as np

    if abs(correlation) > 1 - _SAME:
        return correlation, correlation
    middle, half = np.arctanh(correlation), _NORMAL_90 / np.sqrt(learners - 3)
    return float(np.tanh(middle - half)), float(np.tanh(middle + half))


def _word(learners: int, difficulty: float, discrimination: float, high: float) -> str:
    """Give one word; a missing number is never below or above anything."""
    if learners < FEWEST_LEARNERS:
        return TOO_FEW
    if high < 0:
        return MISLEADS
    if difficulty < HARD:
        return "hard"
    if difficulty > EASY:
        return "easy"
    return "works" if discrimination >= 0 else TOO_FEW
