"""How large a rise an interval leaves possible, in words that need no statistics."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retinoid_teach.evidence.arguments import is_number

if TYPE_CHECKING:
    from ._effects import Interval

_RISES = {
    1.5: "a rise by a half",
    2.0: "a doubling",
    3.0: "a three-fold rise",
    4.0: "a four-fold rise",
    5.0: "a five-fold rise",
    6.0: "a six-fold rise",
    10.0: "a ten-fold rise",
    20.0: "a twenty-fold rise",
    50.0: "a fifty-fold rise",
}


@dataclass(frozen=True, slots=True)
class UpperLimit:
    """What the upper end of an interval of a ratio leaves possible; made by `upper_limit`.

    Parameters
    ----------
    high : float
        The upper end.
    possible : float or None
        The largest of the rises named that lies inside the interval or below it; None if none does.
    excluded : float or None
        The smallest of them that lies above the interval; None if none does.
    shows_rise, shows_fall : bool
        Whether the whole interval lies above 1, or below.
    """

    high: float
    possible: float | None
    excluded: float | None
    shows_rise: bool
    shows_fall: bool

    def __str__(self) -> str:
        if self.shows_fall:
            return "No rise fits these data."
        start = "The data show a rise. " if self.shows_rise else ""
        if self.possible is None:
            said = "a small rise is not excluded"
        else:
            said = f"{_RISES[self.possible]} is not excluded"
        if self.excluded is not None:
            said += f"; {_RISES[self.excluded]} is"
        return f"{start}{said[0].upper()}{said[1:]}."


def upper_limit(interval: Interval) -> UpperLimit:
    """Say which rises an interval of a ratio does not exclude.

    Parameters
    ----------
    interval : Interval
        A risk ratio or an odds ratio with its 95 % interval; 1 is no difference.

    Returns
    -------
    UpperLimit
        The largest rise that is still possible and the smallest that is not, from a rise by a half to a
        fifty-fold one. As text, a sentence.

    Raises
    ------
    ValueError
        For an interval with an end that is no number above 0, or with its ends exchanged.

    Notes
    -----
    "Excluded" means by this 95 % interval, with the study taken at its word: it says nothing of bias.
    Where the event is common an odds ratio exaggerates a rise of the risk.

    Examples
    --------
    >>> from retinoid_teach.trials import Interval
    >>> print(upper_limit(Interval(1.8, 0.6, 5.4)))
    A five-fold rise is not excluded; a six-fold rise is.
    """
    for name in ("low", "high"):
        value = getattr(interval, name)
        if not is_number(value) or not 0 < value < math.inf:
            raise ValueError(f"interval: {name}={value!r} must be a ratio above 0, such as 1.8.")
    if interval.low > interval.high:
        raise ValueError(f"interval: low={interval.low!r} is above high={interval.high!r}.")
    return UpperLimit(
        high=interval.high,
        possible=max((rise for rise in _RISES if rise <= interval.high), default=None),
        excluded=min((rise for rise in _RISES if rise > interval.high), default=None),
        shows_rise=interval.low > 1,
        shows_fall=interval.high < 1,
    )
