"""The evidence lab: counted studies of one question, pooled by hand, and what they mean for 100 people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import is_number, the_catalog
from retinoid_teach.evidence.names import check_name
from retinoid_teach.trials.comparing import MEASURES, METHODS

from .._page.base import TeachingWidget, validate
from .._page.built import read_built
from .._page.packed import PACKED
from .html import static_evidence
from .payload import evidence_payload
from .words import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .words import Answer


class EvidenceLab(TeachingWidget):
    """Studies of a question, in the page; made by `evidence_lab`.

    Attributes
    ----------
    comparison : str
        Id of the question. Setting it brings all studies back and the baseline of its control arms.
    measure : {"risk_ratio", "odds_ratio", "risk_difference"}
        What is drawn, pooled and carried over to the baseline.
    method : {"random", "fixed"}
        How studies are pooled.
    left_out : str or None
        The trial that is left out of the pool.
    baseline : float
        People of 100 with the event on the control, 0 to 100, to one decimal.
    data : dict
        Every question with every result worked out, and the sources; never changes.
    """

    _esm = read_built("evidence_lab.js")
    _css = read_built("evidence_lab.css")

    data = traitlets.Dict(read_only=True).tag(**PACKED)
    comparison = traitlets.Unicode().tag(sync=True)
    measure = traitlets.Unicode("risk_ratio").tag(sync=True)
    method = traitlets.Unicode("random").tag(sync=True)
    left_out = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    baseline = traitlets.Any(0.0).tag(sync=True)

    def __init__(self, comparison: str, catalog: Catalog) -> None:
        payload = evidence_payload(catalog)
        self._by_id: dict[str, Mapping[str, Any]] = {one["id"]: one for one in payload["comparisons"]}
        check_name("comparison", comparison, list(self._by_id))
        super().__init__()
        self.set_trait("data", payload)
        self.comparison = comparison

    @validate("comparison", "measure", "method")
    def _known(self, proposal: Any) -> str:
        name = proposal.trait.name
        allowed = {"comparison": list(self._by_id), "measure": MEASURES, "method": METHODS}
        return check_name(name, proposal.value, allowed[name])

    @validate("left_out")
    def _a_trial(self, proposal: Any) -> str | None:
        if proposal.value is None:
            return None
        trials = [study["trial"] for study in self._by_id[self.comparison]["studies"]]
        if len(trials) == 1:
            raise ValueError(
                f"left_out={proposal.value!r}: {self.comparison} has one study; nothing would be left."
            )
        return check_name("left_out", proposal.value, trials)

    @validate("baseline")
    def _of_hundred(self, proposal: Any) -> float:
        value = proposal.value
        if not is_number(value) or not 0 <= value <= 100:
            raise ValueError(f"baseline={value!r} must be people of 100, a number from 0 to 100.")
        return round(float(value), 1)

    @traitlets.observe("comparison")
    def _begin_anew(self, change: Any) -> None:
        self.left_out = None
        self.baseline = self._by_id[change["new"]]["baseline"]

    def answer(self) -> Answer:
        """Return what the page shows of the present state, in numbers and in words.

        Examples
        --------
        >>> evidence_lab("CM01").answer().effect
        '1.70 (1.24 to 2.32)'
        """
        one = self._by_id[self.comparison]
        return answer(one, self.measure, self.method, self.left_out, self.baseline)

    @property
    def sentence(self) -> str:
        """What the present state means for 100 people."""
        return self.answer().sentence

    def _label(self) -> str:
        left = f", without {self.left_out}" if self.left_out else ""
        return f"{self.comparison}, {self.measure}, {self.method}{left}, baseline {self.baseline:g}"

    def _html(self) -> str:
        one = self._by_id[self.comparison]
        return static_evidence(self.data, one, self.measure, self.left_out, self.answer())


def evidence_lab(comparison: str = "CM01", *, catalog: Catalog | None = None) -> EvidenceLab:
    """Compare two treatments: the studies, what they say together, and what it means for 100 people.

    Everything is worked out once, so the page answers without the kernel.

    Parameters
    ----------
    comparison : str
        Id of the question to begin with, such as ``"CM01"``; `retinoid_teach.trials.comparisons` lists them.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    EvidenceLab
        A widget whose traits `comparison`, `measure`, `method`, `left_out` and `baseline` can be read
        and set.

    Raises
    ------
    ValueError
        For a question, a measure, a method or a trial that does not exist (with the nearest match), and for a
        baseline below 0 or above 100.

    Notes
    -----
    Source rows: `comparisons`, `comparison_pairs`, `binary_outcomes`, `trials`.

    Examples
    --------
    >>> lab = evidence_lab("CM02")
    >>> lab.measure = "risk_difference"
    >>> lab
    <EvidenceLab CM02, risk_difference, random, baseline 47.4>
    >>> lab.sentence.partition(": ")[2]
    'of 100 people, 47 with isotretinoin 0.05% gel and 67 with tazarotene 0.1% gel: 20 more (2 to 36 more). \
Treat 5 to help one more (3 to 87).'
    """
    return EvidenceLab(comparison, the_catalog(catalog))
