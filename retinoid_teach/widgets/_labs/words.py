"""Numbers as the labs write them: three figures, a space before the unit, no false precision."""

from __future__ import annotations

import math

__all__ = ["amount", "figures", "hours", "percent"]


def figures(value: float, digits: int = 3) -> str:
    """Return a number with so many figures, in plain digits where that is readable.

    Examples
    --------
    >>> figures(862.4), figures(10004), figures(0.06936), figures(5.3), figures(0)
    ('862', '10,000', '0.0694', '5.3', '0')
    """
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    if abs(value) < 1e-4:
        lead, power = f"{value:.{digits - 1}e}".split("e")
        return f"{lead} × 10^{int(power)}"
    decimals = digits - 1 - math.floor(math.log10(abs(value)))
    text = f"{round(value, decimals):,.{max(0, decimals)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: float, unit: str, digits: int = 3) -> str:
    """Return a number with its unit.

    Examples
    --------
    >>> amount(80, "mg")
    '80 mg'
    """
    return f"{figures(value, digits)} {unit}"


def hours(value: float) -> str:
    """Return a time in hours, and in days as well where hours are hard to picture.

    Examples
    --------
    >>> hours(5.32), hours(180)
    ('5.3 h', '180 h (7.5 days)')
    """
    said = amount(value, "h", 2 if value < 10 else 3)
    return f"{said} ({amount(value / 24, 'days', 2)})" if value >= 72 else said


def percent(fraction: float) -> str:
    """Return a fraction as a percentage: two figures, and never a rounded 100.

    Examples
    --------
    >>> percent(0.2345), percent(0.9996), percent(0.00042)
    ('23 %', 'over 99 %', '0.042 %')
    """
    return "over 99 %" if 0.995 <= fraction < 1 else f"{figures(100 * fraction, 2)} %"
