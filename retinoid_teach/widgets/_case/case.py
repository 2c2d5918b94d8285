"""A case: a made-up person, decided for step by step in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from retinoid_teach import learning
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.learning.digest import digest

from .._page.base import RefusedError, validate
from .._page.built import read_built
from .._page.cited import cited_rows
from .._page.packed import PACKED
from .._page.tries import KeepingWidget
from .html import case_html

if TYPE_CHECKING:
    from collections.abc import Sequence


class Case(KeepingWidget):
    """People to decide for; made by `case`.

    Attributes
    ----------
    chosen : str
        Id of the case on show. Readable and settable.
    answers : dict
        Step id to the id of the choice taken; to a list of ids where several are taken together.
        It begins with what was answered before. A step that was not answered is missing. Readable and
        settable.
    tries : list
        Every answer that the page took, in order, as step id, the id of the choice, or several ids with a
        space between, and time; kept for `rt.progress()`.
    saved : list
        For each of `tries`, "saved" once it is on disk, or a sentence that says why it is not. Read only.
    last : dict
        Step id to what this learner answered before this case was made: ``time``, and ``given`` unless the
        step has changed since. Read only.
    data : dict
        Cases, what each choice is told, cited rows and their sources as the page has them; never changes.
    """

    _esm = read_built("case.js")
    _css = read_built("case.css")

    data = traitlets.Dict(read_only=True).tag(**PACKED)
    chosen = traitlets.Unicode().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, cases: Sequence[learning.Case], catalog: Catalog) -> None:
        self._cases = {one.id: one for one in cases}
        self._steps = {step.id: step for one in cases for step in one.steps}
        super().__init__(self._steps)
        self.set_trait("data", _payload(cases, catalog))
        self.chosen = cases[0].id
        taken = {key: str(given) for key, given in self._last_given.items()}
        self.answers = {key: _ids(given) if self._steps[key].many else given for key, given in taken.items()}

    @validate("chosen")
    def _check_chosen(self, proposal: Any) -> str:
        if proposal["value"] not in self._cases:
            here = ", ".join(self._cases)
            raise RefusedError(f"chosen: {proposal['value']!r} is not one of the cases here: {here}.")
        return str(proposal["value"])

    @validate("answers")
    def _check_answers(self, proposal: Any) -> dict[str, Any]:
        for step_id, given in proposal["value"].items():
            self._check("answers", step_id, given)
        return dict(proposal["value"])

    def _check(self, trait: str, asked: str, given: Any) -> None:
        if asked not in self._steps:
            raise RefusedError(f"{trait}: {asked!r} is no step of {', '.join(self._cases)}.")
        step = self._steps[asked]
        several = trait == "tries" and step.many and isinstance(given, str)
        _check_given(step, _ids(given) if several else given)

    def _correct(self, asked: str, given: learning.Given) -> bool:
        return self._steps[asked].accepts(str(given))

    def _label(self) -> str:
        return " ".join(self._cases)

    def _html(self) -> str:
        return case_html(tuple(self._cases.values()), self.data, self.answers)


def case(*ids: str, catalog: Catalog | None = None) -> Case:
    """Decide for a made-up person: grade, choose, give the reasons, handle what happens later.

    Each step opens when the one before it is answered. What a treatment is told is what
    `clinic.appropriate_options` says of it for this person, worked out before the page has it.

    Parameters
    ----------
    *ids : str
        Case ids, such as ``"CASE-1"``; with several the reader picks one by name. All cases if none is given.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Case
        A widget. Its `answers` maps a step id to what was taken.

    Raises
    ------
    ValueError
        If there is no such case (with the nearest id).

    Notes
    -----
    Source rows: `cases`, `case_steps`, `case_choices`, and all that the decision function reads. For
    teaching: no substitute for current local guidance.

    Examples
    --------
    >>> one = case("CASE-1")
    >>> one
    <Case CASE-1>
    >>> one.answers
    {}
    """
    catalog = the_catalog(catalog)
    asked = (learning.case(one, catalog=catalog) for one in ids)
    wanted = tuple({one.id: one for one in asked}.values())
    return Case(wanted or learning.cases(catalog=catalog), catalog)


def _ids(given: str) -> list[str]:
    return given.split(" ")


def _check_given(step: learning.Step, given: Any) -> None:
    allowed = [one.id for one in step.choices]
    taken = given if step.many else [given]
    if not isinstance(taken, (list, tuple)) or not taken or len(set(map(str, taken))) < len(taken):
        raise RefusedError(f"{step.id}: {given!r} is not a list of its choices: {', '.join(allowed)}.")
    for one in taken:
        if one not in allowed:
            raise RefusedError(f"{step.id}: {one!r} is none of its choices: {', '.join(allowed)}.")


def _payload(cases: Sequence[learning.Case], catalog: Catalog) -> dict[str, Any]:
    cited = cited_rows(dict.fromkeys(row for one in cases for row in one.cited), catalog)
    names = {row["id"]: row["name"] for table in ("guidelines", "regions") for row in catalog.rows(table)}
    sent = [
        {
            "id": one.id,
            "title": one.title,
            "story": one.story,
            "wish": one.wish,
            "where": f"Guideline of this case: {names[one.guideline]}. Safety rules: {names[one.region]}.",
            "steps": [_sent(step) for step in one.steps],
        }
        for one in cases
    ]
    return {"cases": sent, **cited}


def _sent(step: learning.Step) -> dict[str, Any]:
    choices = [
        {
            "id": one.id,
            "text": one.text,
            "ok": one.acceptable,
            "heading": one.heading,
            "feedback": one.feedback,
            "elsewhere": one.elsewhere,
        }
        for one in step.choices
    ]
    return {
        "id": step.id,
        "digest": digest(step),
        "kind": step.kind,
        "many": step.many,
        "text": step.text,
        "explanation": step.explanation,
        "reasons": step.reasons,
        "choices": choices,
    }
