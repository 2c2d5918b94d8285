"""The models against the label: what each predicts, and the bound that one of them cannot pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.quantities import Numbers, as_given, numbers, row_number

from ._models import MODELS, KineticModel, kinetic_model

if TYPE_CHECKING:
    import pandas as pd

_DOSE = "K012"
_LABEL = {
    True: {"AUC": "P001", "Cmax": "P002", "Tmax": "P003", "t1/2": "P004"},
    False: {"AUC": "P005", "Cmax": "P006", "Tmax": "P007", "t1/2": "P008"},
}


def label_rows(fed: bool) -> dict[str, str]:
    """Give the label's rows for a dose with food or fasted: quantity to row id.

    Examples
    --------
    >>> label_rows(fed=True)["Cmax"]
    'P002'
    """
    return dict(_LABEL[fed])


def label_dose_mg(catalog: Catalog | None = None) -> float:
    """Give the dose of the label's study, mg (row K012).

    Examples
    --------
    >>> label_dose_mg()
    80.0
    """
    return row_number(catalog, _DOSE)


def label_check(catalog: Catalog | None = None) -> pd.DataFrame:
    """Predict the label's figures with each model: fits and misfits.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    DataFrame
        A row for each model, meal and quantity: `model`, `fed`, `quantity` (AUC, Cmax, Tmax, t1/2), `unit`,
        `predicted`, `label`, `ratio` (predicted / label), `cv_percent` (the label's spread between people),
        `within_cv`, `label_row`, `model_rows`.

    Notes
    -----
    Source rows: P001 to P008, K012, and those of the models. The label's figures are means over 74 people,
    each mean for itself; no curve of one person need pass through all of them.

    Examples
    --------
    >>> table = label_check()
    >>> table[(table["model"] == "no_lag") & table["fed"] & (table["quantity"] == "Cmax")]["within_cv"].item()
    False
    """
    import pandas as pd

    catalog = the_catalog(catalog)
    models = [kinetic_model(name, fed, catalog) for name in MODELS for fed in (True, False)]
    return pd.DataFrame([line for model in models for line in _lines(model, catalog)])


def cmax_over_auc_bound(tmax_h: object) -> Numbers:
    """Give the largest Cmax/AUC that one compartment without a lag can have: 1 / (e tmax).

    Parameters
    ----------
    tmax_h : float or array
        Time of the peak, h, above 0.

    Returns
    -------
    float or array
        The bound, 1/h, in the shape of `tmax_h`.

    Raises
    ------
    ValueError
        For a time that is not above 0.

    Notes
    -----
    At the peak, input equals output, so C = (D/V) e^(-ke t), and AUC = D / (V ke): Cmax/AUC = ke e^(-ke t)
    with t = tmax. Over all ke this is largest where its slope e^(-ke t) (1 - ke t) is 0, at ke = 1/t, where
    it is 1/(e t). Source row: P123; the label's Cmax/AUC with food (P002 / P001) is above it.

    Examples
    --------
    >>> round(cmax_over_auc_bound(5.3), 4)
    0.0694
    """
    return as_given(1.0 / (np.e * numbers("tmax_h", tmax_h, above=0)))


def _lines(model: KineticModel, catalog: Catalog) -> Iterator[dict[str, Any]]:
    dose = label_dose_mg(catalog)
    predicted = {
        "AUC": dose * model.auc_per_mg,
        "Cmax": dose * model.cmax_per_mg,
        "Tmax": model.tmax_h,
        "t1/2": model.half_life_h,
    }
    for quantity, row_id in _LABEL[model.fed].items():
        row = catalog.row(row_id)[1]
        label, spread = row_number(catalog, row_id), row_number(catalog, row_id, "dispersion")
        ratio = predicted[quantity] / label
        yield {
            "model": model.name,
            "fed": model.fed,
            "quantity": quantity,
            "unit": row["unit"],
            "predicted": predicted[quantity],
            "label": label,
            "ratio": ratio,
            "cv_percent": spread,
            "within_cv": abs(ratio - 1) * 100 <= spread,
            "label_row": row_id,
            "model_rows": tuple(model.rows.values()),
        }
