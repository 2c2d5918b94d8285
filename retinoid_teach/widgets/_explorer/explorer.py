"""The option explorer: choose an acne type and a person, see which options fit, why, and what they do."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import traitlets

from retinoid_teach.clinic import Patient, appropriate_options
from retinoid_teach.clinic.question import ask
from retinoid_teach.clinic.verdict import clinic
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import check_name

from .._page.base import TeachingWidget, validate
from .._page.built import read_built
from .._page.packed import pack
from .html import explorer_html
from .payload import explorer_payload

if TYPE_CHECKING:
    import pandas as pd

VIEWS = ("options", "compare")


def packed(catalog: Catalog | None = None) -> str:
    """The explorer's payload as the page receives it: JSON, deflated, in base64 (a third of the plain text).

    Examples
    --------
    >>> len(packed()) < 120_000
    True
    """
    return _packed(the_catalog(catalog))


@lru_cache(maxsize=2)
def _packed(catalog: Catalog) -> str:
    return pack(explorer_payload(catalog))


def _patient_to_json(patient: Patient, _widget: object = None) -> dict[str, Any]:
    return {
        "age_years": patient.age_years,
        "pregnancy": patient.pregnancy,
        "conditions": list(patient.conditions),
        "situations": list(patient.situations),
    }


def _patient_from_json(value: dict[str, Any], widget: Explorer | None = None) -> Patient:
    return Patient(
        age_years=value.get("age_years"),
        pregnancy=value.get("pregnancy", "not_stated"),
        conditions=tuple(value.get("conditions", ())),
        situations=tuple(value.get("situations", ())),
        catalog=widget.catalog if widget else None,
    )


class Explorer(TeachingWidget):
    """The explorer as a widget; make one with `explorer`. Its traits can be read and set from Python."""

    _esm = read_built("explorer.js")
    _css = read_built("explorer.css")

    acne_type = traitlets.Int(2).tag(sync=True)
    guideline = traitlets.Unicode("nice_ng198").tag(sync=True)
    region = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    patient = traitlets.Instance(Patient, ()).tag(
        sync=True, to_json=_patient_to_json, from_json=_patient_from_json
    )
    option = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    pinned = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    view = traitlets.Unicode("options").tag(sync=True)
    data = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(self, catalog: Catalog | None = None, **state: Any) -> None:
        self.catalog = the_catalog(catalog)
        self.set_trait("data", packed(self.catalog))
        super().__init__(**state)

    @validate("acne_type", "guideline", "region")
    def _known(self, proposal: Any) -> Any:
        name, value = proposal.trait.name, proposal.value
        state = {"acne_type": self.acne_type, "guideline": self.guideline, "region": self.region} | {
            name: value
        }
        ask(**state, patient=self.patient, rows=clinic(self.catalog).rows)
        return value

    @validate("option", "pinned")
    def _an_option(self, proposal: Any) -> Any:
        if proposal.value is not None:
            check_name(proposal.trait.name, proposal.value, list(clinic(self.catalog).rows.options))
        return proposal.value

    @validate("view")
    def _a_view(self, proposal: Any) -> Any:
        return check_name("view", proposal.value, VIEWS)

    def table(self) -> pd.DataFrame:
        """The table of `retinoid_teach.clinic.appropriate_options` for the present choices.

        Examples
        --------
        >>> explorer(acne_type=1).table().index[0]
        'adapalene_bpo'
        """
        return appropriate_options(
            self.acne_type, self.guideline, self.patient, self.region, catalog=self.catalog
        )

    def _label(self) -> str:
        region = f", region {self.region}" if self.region else ""
        return f"type {self.acne_type}, {self.guideline}{region}"

    def _html(self) -> str:
        return explorer_html(
            self.acne_type, self.guideline, self.patient, self.region, self.option, self.catalog
        )


def explorer(
    acne_type: int = 2,
    guideline: str = "nice_ng198",
    region: str | None = None,
    patient: Patient | None = None,
    option: str | None = None,
    *,
    catalog: Catalog | None = None,
) -> Explorer:
    """The option explorer, answering in the browser without the kernel.

    Parameters
    ----------
    acne_type : int
        1 comedonal, 2 papular, 3 pustular, 4 nodulocystic.
    guideline : str
        `nice_ng198`, `aad_2024`, `eu_s3_2016` or `global_alliance_2018`.
    region : str, optional
        Whose safety rules speak; the guideline's home if None.
    patient : Patient, optional
        The person to begin with.
    option : str, optional
        The option to open; the first of the list if None.
    catalog : Catalog, optional
        The data to show; the shipped data if None.

    Returns
    -------
    Explorer
        A widget whose traits `acne_type`, `guideline`, `region`, `patient`, `option` and `pinned` can be read
        and set, and whose `table()` gives the present state as a DataFrame.

    Raises
    ------
    ValueError
        If an argument is not known; the message names it, the value and what is allowed.

    Notes
    -----
    Source rows: those of `retinoid_teach.clinic`. For teaching; no substitute for current local guidance.

    Examples
    --------
    >>> chosen = explorer(acne_type=4, guideline="aad_2024")
    >>> chosen.guideline
    'aad_2024'
    """
    data = the_catalog(catalog)
    rows = clinic(data).rows
    # Asked before the traits are set: a trait names itself, not what would be right.
    asked = ask(acne_type, guideline, Patient() if patient is None else patient, region, rows)
    if option is not None:
        check_name("option", option, list(rows.options))
    return Explorer(
        catalog=data,
        acne_type=asked.acne_type,
        guideline=guideline,
        region=region,
        patient=asked.patient,
        option=option,
    )
