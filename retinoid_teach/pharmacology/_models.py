"""The three models of oral isotretinoin: their parameters from rows, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import unknown
from retinoid_teach.evidence.quantities import row_number, yes_or_no

from ._exponentials import bateman, bateman_slope

MODELS = ("no_lag", "lag", "two_compartment")
NG_ML_PER_MG_L = 1000.0
"""One mg/L is 1000 ng/mL: what turns a dose in mg and a volume in L into ng/mL."""

_ROWS: Mapping[tuple[str, bool], Mapping[str, str]] = {
    ("no_lag", True): {"ka": "P117", "half_life": "P004", "volume": "P116"},
    ("no_lag", False): {"ka": "P121", "half_life": "P008", "volume": "P120"},
    ("lag", True): {"ka": "P124", "ke": "P125", "lag": "P126", "volume": "P127"},
    ("lag", False): {"ka": "P129", "ke": "P130", "lag": "P131", "volume": "P132"},
    ("two_compartment", True): {
        "ka": "K001", "k10": "P138", "k12": "P139", "k21": "P140", "lag": "P142", "volume": "P137",
    },
    ("two_compartment", False): {
        "ka": "K001", "k10": "P144", "k12": "P145", "k21": "P146", "lag": "P148", "volume": "P143",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KineticModel:
    """One model of one oral dose, linear in the dose.

    Parameters
    ----------
    name : str
        ``no_lag``, ``lag`` or ``two_compartment``.
    fed : bool
        With food or fasted.
    ka : float
        Absorption rate constant, 1/h.
    lag_h : float
        Hours before absorption begins.
    volume_l : float
        Apparent (central) volume V/F, L.
    k10, k12, k21 : float
        Rate constants, 1/h: out of the (central) compartment for good, and to and from the second one. With
        one compartment k10 is ke, and k12 and k21 are 0.
    rows : mapping
        Parameter to the id of its row.
    """

    name: str
    fed: bool
    ka: float
    lag_h: float
    volume_l: float
    k10: float
    k12: float
    k21: float
    rows: Mapping[str, str]

    @property
    def clearance_l_h(self) -> float:
        """Apparent clearance CL/F, L/h."""
        return self.k10 * self.volume_l

    @property
    def terms(self) -> tuple[tuple[float, float], ...]:
        """Weights (which add up to 1) and rate constants (1/h) of the curve after a dose into the blood."""
        if not self.k12:
            return ((1.0, self.k10),)
        total = self.k10 + self.k12 + self.k21
        root = float(np.sqrt(total**2 - 4 * self.k10 * self.k21))
        fast = (total + root) / 2
        slow = self.k10 * self.k21 / fast  # the product of both: no difference of near equals
        return ((fast - self.k21) / (fast - slow), fast), ((self.k21 - slow) / (fast - slow), slow)

    @property
    def half_life_h(self) -> float:
        """Half-life of the last, slowest phase of elimination, h."""
        return float(np.log(2)) / min(rate for _, rate in self.terms)

    @property
    def auc_per_mg(self) -> float:
        """Area under the curve to infinity for one mg, ng*h/mL."""
        return NG_ML_PER_MG_L / self.clearance_l_h

    @property
    def tmax_h(self) -> float:
        """Time of the peak after one dose, h."""
        from scipy.optimize import brentq

        def slope(time: float) -> float:
            return sum(weight * bateman_slope(time, self.ka, rate) for weight, rate in self.terms)

        late = 1.0
        while slope(late) > 0:
            late *= 2
        return self.lag_h + float(brentq(slope, 0.0, late, xtol=1e-12, rtol=1e-12))

    @property
    def cmax_per_mg(self) -> float:
        """Peak after one dose of one mg, ng/mL."""
        time = np.asarray(self.tmax_h - self.lag_h)
        return float(sum(self.scale * weight * bateman(time, self.ka, rate) for weight, rate in self.terms))

    @property
    def scale(self) -> float:
        """Concentration that one mg, at once and all in the (central) volume, would give, ng/mL."""
        return NG_ML_PER_MG_L / self.volume_l


def kinetic_model(model: str = "lag", fed: bool = True, catalog: Catalog | None = None) -> KineticModel:
    """Give a model of oral isotretinoin with its parameters and their rows.

    Parameters
    ----------
    model : {"no_lag", "lag", "two_compartment"}
        ``no_lag``: one compartment with the label's half-life, which fits no peak. ``lag``: one compartment
        that begins late. ``two_compartment``: fast and slow phase, with an assumed ka.
    fed : bool
        With food or fasted.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    KineticModel
        Rate constants in 1/h, volume in L, and the row of each.

    Raises
    ------
    ValueError
        For a model that is not known, or a `fed` that is not True or False.

    Notes
    -----
    Source rows: P115 to P148, P004, P008, K001. Volume and clearance are apparent (V/F, CL/F): how much of
    an oral dose is absorbed was never measured in people (P044).

    Examples
    --------
    >>> kinetic_model("lag").ka, round(kinetic_model("lag").half_life_h, 1)
    (0.693, 5.5)
    """
    if model not in MODELS:
        raise unknown("model", model, MODELS)
    return _read(the_catalog(catalog), model, yes_or_no("fed", fed))


@lru_cache(maxsize=32)
def _read(catalog: Catalog, model: str, fed: bool) -> KineticModel:
    rows = _ROWS[model, fed]
    found = {name: row_number(catalog, row_id) for name, row_id in rows.items()}
    k10 = found.get("k10") or found.get("ke") or float(np.log(2)) / found["half_life"]
    return KineticModel(
        name=model,
        fed=fed,
        ka=found["ka"],
        lag_h=found.get("lag", 0.0),
        volume_l=found["volume"],
        k10=k10,
        k12=found.get("k12", 0.0),
        k21=found.get("k21", 0.0),
        rows=MappingProxyType(dict(rows)),
    )
