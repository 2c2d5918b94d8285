"""What a learner asks: which options are appropriate here, and whether the guidelines agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinoid_teach.evidence import Catalog

from .patient import Patient
from .question import ask
from .reasons import reasons
from .verdict import clinic

if TYPE_CHECKING:
    import pandas as pd

_SILENT = "{guideline} is silent on acne type {acne_type} in these situations: it names no option to use."


def appropriate_options(
    acne_type: int,
    guideline: str,
    patient: Patient | None = None,
    region: str | None = None,
    *,
    catalog: Catalog | None = None,
) -> pd.DataFrame:
    """Every treatment option with its verdict for this person, best first.

    Parameters
    ----------
    acne_type : int
        1 comedonal, 2 papular, 3 pustular, 4 nodulocystic, as the course's article counts them.
    guideline : str
        `nice_ng198`, `aad_2024`, `eu_s3_2016` or `global_alliance_2018`.
    patient : Patient, optional
        What is known of the person; nothing if left out.
    region : str, optional
        `UK`, `EU`, `US`, `CA`, `AU` or `NZ`: whose safety rules speak. The guideline's home if None.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    pandas.DataFrame
        Indexed by option id: `name`; `verdict` (`first_line`, `alternative`, `maintenance`, `not_mentioned`,
        `avoid`, `contraindicated`); `would_be`, the verdict in the same situations for a person of whom
        nothing is known; `with_conditions`; `strength`, the guideline's word; `reasons` (text); `rows`, the
        ids that decided; `checked`, False where the verdict would differ without the rows that were not read
        in their source. `.attrs["silent"]` is a sentence where the guideline names nothing to use here, else
        an empty string.

    Raises
    ------
    ValueError
        If an argument is not known; the message names it, the value and what is allowed.

    Notes
    -----
    Source rows: `options`, `guideline_recommendations`, `safety_rules`. For teaching: no substitute for
    current local guidance.

    Examples
    --------
    >>> table = appropriate_options(2, "nice_ng198", Patient(pregnancy="pregnant"))
    >>> table.loc["adapalene_bpo", ["verdict", "would_be"]].tolist()
    ['contraindicated', 'first_line']
    """
    import pandas as pd

    desk = clinic(catalog)
    question = ask(acne_type, guideline, Patient() if patient is None else patient, region, desk.rows)
    decisions = desk.decide(question)
    table = pd.DataFrame(
        {
            "name": [desk.rows.options[one.option].name for one in decisions],
            "verdict": [one.verdict for one in decisions],
            "would_be": [one.would_be for one in decisions],
            "with_conditions": [one.with_conditions for one in decisions],
            "strength": [_strength(one.proposal.rows) for one in decisions],
            "reasons": [reasons(one, desk.rows, guideline) for one in decisions],
            "rows": [one.rows for one in decisions],
            "checked": [one.checked for one in decisions],
        },
        index=pd.Index([one.option for one in decisions], name="option"),
    )
    proposed = any(one.proposal.line in ("first_line", "alternative", "maintenance") for one in decisions)
    name = desk.rows.guideline_names[guideline]
    table.attrs["silent"] = "" if proposed else _SILENT.format(guideline=name, acne_type=acne_type)
    return table


def compare_guidelines(
    acne_type: int,
    patient: Patient | None = None,
    region: str | None = None,
    *,
    catalog: Catalog | None = None,
) -> pd.DataFrame:
    """The verdict of every guideline on every option, with the options on which they disagree marked.

    Parameters
    ----------
    acne_type : int
        1 to 4, as in `appropriate_options`.
    patient : Patient, optional
        What is known of the person; nothing if left out.
    region : str, optional
        Whose safety rules speak; each guideline's home if None.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    pandas.DataFrame
        Indexed by option id, in the order of the table `options`: `name`, a column a guideline (verdicts),
        and `disagreement`, True where the guidelines that speak differ (`not_mentioned` is silence, not an
        opinion).

    Raises
    ------
    ValueError
        If an argument is not known.

    Notes
    -----
    Source rows: `options`, `guideline_recommendations`, `safety_rules`.

    Examples
    --------
    >>> compare_guidelines(2).loc["tretinoin_clindamycin", ["nice_ng198", "eu_s3_2016"]].tolist()
    ['first_line', 'alternative']
    """
    import pandas as pd

    desk = clinic(catalog)
    person = Patient() if patient is None else patient
    verdicts: dict[str, dict[str, str]] = {option: {} for option in desk.rows.options}
    for guideline in desk.rows.guidelines:
        for one in desk.decide(ask(acne_type, guideline, person, region, desk.rows)):
            verdicts[one.option][guideline] = one.verdict
    table = pd.DataFrame.from_dict(verdicts, orient="index", columns=list(desk.rows.guidelines))
    table.insert(0, "name", [desk.rows.options[option].name for option in table.index])
    table["disagreement"] = [differ(tuple(verdicts[option].values())) for option in table.index]
    return table.rename_axis("option")


def differ(verdicts: tuple[str, ...]) -> bool:
    """Whether the guidelines that speak give different verdicts.

    Examples
    --------
    >>> differ(("first_line", "not_mentioned")), differ(("first_line", "avoid"))
    (False, True)
    """
    return len(set(verdicts) - {"not_mentioned"}) > 1


def _strength(rows: tuple[object, ...]) -> str:
    return "; ".join(dict.fromkeys(strength for row in rows if (strength := getattr(row, "strength", ""))))
