"""What the tests read from rows, and the equations that the closed forms must solve."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from retinoid_teach.evidence import Catalog, shipped
from retinoid_teach.pharmacology import KineticModel

MODELS = [(name, fed) for name in ("no_lag", "lag", "two_compartment") for fed in (True, False)]


def row(row_id: str) -> Any:
    return shipped().row(row_id)[1]


def value(row_id: str) -> float:
    found = row(row_id)
    return float(found["value_low"] if "value_low" in found else found["value"])


def rounded_like(row_id: str) -> Any:
    """The value of a row, give or take half a unit of its last printed digit."""
    text = row(row_id)["value"]
    places = len(text.partition(".")[2])
    return pytest.approx(float(text), abs=0.5 * 10**-places + 1e-9)


def with_rows(change: Callable[[str, dict[str, Any]], dict[str, Any] | None]) -> Catalog:
    """The shipped data with rows changed, or left out where `change` gives None."""
    base = shipped()

    def read(table: Any) -> Any:
        changed = (change(table.name, dict(one)) for one in base.rows(table.name))
        return tuple(one for one in changed if one is not None)

    return Catalog(base.contract, read, base.folder)


def integrated(model: KineticModel, dose_mg: float, interval_h: float, doses: int, until: float) -> Any:
    """Solve the model's differential equations step by step: time to (parent, metabolite) in ng/mL."""
    km, kf = value("P134"), value("P135")

    def slopes(_: float, state: Any) -> list[float]:
        gut, central, second, metabolite = state
        out = model.k12 * central - model.k21 * second
        return [
            -model.ka * gut,
            model.ka * gut - model.k10 * central - out,
            out,
            kf * central - km * metabolite,
        ]

    pieces = list(_pieces(slopes, model.lag_h, dose_mg, interval_h, doses, until))

    def at(time: float) -> tuple[float, float]:
        for start, end, solution in pieces:
            if start <= time <= end:
                state = solution(time)
                return tuple(1000 * state[one] / model.volume_l for one in (1, 3))
        return 0.0, 0.0

    return at


def _pieces(
    slopes: Any, lag: float, dose: float, interval: float, doses: int, until: float
) -> Iterator[tuple[float, float, Any]]:
    state = np.zeros(4)
    starts = [number * interval + lag for number in range(doses)]
    for start, end in zip(starts, [*starts[1:], until], strict=True):
        state = state + np.array([dose, 0, 0, 0])
        found = solve_ivp(
            slopes, (start, end), state, method="DOP853", dense_output=True, rtol=1e-11, atol=1e-17
        )
        yield start, end, found.sol
        state = found.y[:, -1]
