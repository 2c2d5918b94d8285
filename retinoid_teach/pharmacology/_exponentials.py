"""First-order steps in a row, in forms that stay exact when two rate constants are equal."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_NEAR = 1e-3


def bateman(time: NDArray[Any], ka: float, ke: float) -> NDArray[Any]:
    """Give ka (e^(-ke t) - e^(-ka t)) / (ka - ke): the part of a dose that is in, for `time` of 0 or more.

    Examples
    --------
    >>> bateman(np.array([0.0, 1.0]), 1.0, 1.0).round(4)
    array([0.    , 0.3679])
    """
    return ka * two_steps(time, ka, ke)


def bateman_slope(time: float, ka: float, ke: float) -> float:
    """Give the slope of `bateman` in 1/h.

    Examples
    --------
    >>> bateman_slope(0.0, 1.0, 0.5), bateman_slope(1.0, 1.0, 1.0)
    (1.0, 0.0)
    """
    return float(ka * (np.exp(-ka * time) - ke * two_steps(np.asarray(time), ka, ke)))


def two_steps(time: NDArray[Any], one: float, other: float) -> NDArray[Any]:
    """Give the convolution of e^(-one t) and e^(-other t).

    It is t e^(-slow t) times (1 - e^(-x)) / x with x = |one - other| t, which tends to 1.

    Examples
    --------
    >>> two_steps(np.array([2.0]), 0.0, 0.0)
    array([2.])
    """
    x = abs(one - other) * time
    small = x < _NEAR**3
    ratio = -np.expm1(-x) / np.where(small, 1.0, x)
    result: NDArray[Any] = time * np.exp(-min(one, other) * time) * np.where(small, 1.0, ratio)
    return result


def three_steps(time: NDArray[Any], rates: tuple[float, float, float]) -> NDArray[Any]:
    """Give the convolution of three exponentials, such as absorption, formation and loss of a metabolite.

    Examples
    --------
    >>> three_steps(np.array([2.0]), (0.0, 0.0, 0.0))
    array([2.])
    """
    slow, middle, fast = sorted(rates)
    mean = (slow + middle + fast) / 3
    spread = (slow - mean) ** 2 + (middle - mean) ** 2 + (fast - mean) ** 2
    near = (fast - slow) * time < _NEAR
    series = time**2 / 2 * np.exp(-mean * time) * (1 + time**2 * spread / 24)
    exact = (two_steps(time, slow, middle) - two_steps(time, middle, fast)) / ((fast - slow) or 1.0)
    return np.where(near, series, exact)
