"""The article's claims: judged by the reader first, then shown with the evidence, in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from retinoid_teach.evidence import Catalog, cite
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import unknown
from retinoid_teach.learning.digest import digest

from .._page.base import RefusedError, validate
from .._page.built import read_built
from .._page.packed import PACKED
from .._page.tries import KeepingWidget
from .html import claims_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retinoid_teach.learning import Given

VERDICTS: dict[str, tuple[int, str]] = {
    "supported": (3, "What was measured says yes."),
    "partly supported": (2, "True in part: for some drugs, routes or places, not as printed."),
    "contested": (1, "It was looked at, and the findings disagree."),
    "unclear": (1, "Too little was measured to say."),
    "not supported": (0, "What was measured points elsewhere."),
}
"""Verdict to how far it trusts a claim, and what it means. Contested and unclear both leave it open."""


class Claims(KeepingWidget):
    """Claims to judge; made by `claims`. Both judgements begin with what this learner judged before.

    Attributes
    ----------
    judgements : dict
        Claim id to the verdict that the reader gave first, one of ``"supported"``, ``"partly supported"``,
        ``"contested"``, ``"unclear"``, ``"not supported"``. Readable and settable.
    revised : dict
        Claim id to the verdict given last after a first one, where there is one. Readable and settable.
    tries : list
        Every judgement that the page took, in order, as claim id, verdict and time; kept.
    saved : list
        For each of `tries`, "saved" once it is on disk, or a sentence that says why it is not. Read only.
    last : dict
        Claim id to what this learner judged before: ``time``, and ``given`` unless the claim has changed
        since. Read only.
    data : dict
        Claims, verdicts and sources as the page has them; never changes.
    """

    _esm = read_built("claims.js")
    _css = read_built("claims.css")

    data = traitlets.Dict(read_only=True).tag(**PACKED)
    judgements = traitlets.Dict().tag(sync=True)
    revised = traitlets.Dict().tag(sync=True)

    def __init__(self, rows: Iterable[Mapping[str, Any]], catalog: Catalog) -> None:
        self._rows = {str(row["id"]): row for row in rows}
        super().__init__(self._rows)
        self.set_trait("data", _payload(list(self._rows.values()), catalog))
        self._recall()

    def _recall(self) -> None:
        """Have the first judgement of each claim stand, and the last one where there were several."""
        judged: dict[str, list[str]] = {}
        for one in filter(self._still_asked, self._past):
            judged.setdefault(one.question_id, []).append(str(one.given))
        self.judgements = {claim_id: verdicts[0] for claim_id, verdicts in judged.items()}
        self.revised = {claim_id: verdicts[-1] for claim_id, verdicts in judged.items() if len(verdicts) > 1}

    @validate("judgements", "revised")
    def _check_judgements(self, proposal: Any) -> dict[str, str]:
        for claim_id, verdict in proposal["value"].items():
            self._check(proposal["trait"].name, claim_id, verdict)
        return dict(proposal["value"])

    def _check(self, trait: str, asked: str, given: Given) -> None:
        if asked not in self._rows:
            raise RefusedError(str(unknown(trait, asked, self._rows)))
        if not isinstance(given, str) or given not in VERDICTS:
            raise RefusedError(str(unknown(f"{trait}: {asked}", given, VERDICTS)))

    def _correct(self, asked: str, given: Given) -> None:
        """A judgement is compared with the evidence; it is not right or wrong."""

    def table(self) -> pd.DataFrame:
        """Return the claims, with the evidence's verdict beside each one that was judged.

        Returns
        -------
        DataFrame
            Index: claim id. ``claim``; ``yours``, the first judgement; ``evidence``, the verdict of the
            table `claims`; ``steps``, by how much the judgement trusts the claim more than the evidence
            does (negative: doubts it more). The last three are missing until the claim is judged.

        Examples
        --------
        >>> asked = claims(["CL17"])
        >>> asked.judgements = {"CL17": "supported"}
        >>> asked.table().loc["CL17", ["yours", "evidence"]].tolist(), int(asked.table().loc["CL17", "steps"])
        (['supported', 'not supported'], 3)
        """
        lines = [self._line(claim_id, row) for claim_id, row in self._rows.items()]
        frame = pd.DataFrame(lines, columns=["id", "claim", "yours", "evidence", "steps"]).set_index("id")
        return frame.astype({"yours": "string", "evidence": "string", "steps": "Int64"})

    def _line(self, claim_id: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
        yours = self.judgements.get(claim_id)
        if yours is None:
            return claim_id, row["claim"], None, None, None
        return claim_id, row["claim"], yours, row["verdict"], steps(yours, row["verdict"])

    def _label(self) -> str:
        count = len(self._rows)
        return f"{count} {'claim' if count == 1 else 'claims'}, {len(self.judgements)} judged"

    def _html(self) -> str:
        return claims_html(self.data, self.judgements)


def claims(ids: Iterable[str] | None = None, *, catalog: Catalog | None = None) -> Claims:
    """Judge the claims of the course's article, then see what the evidence says of each.

    Parameters
    ----------
    ids : iterable of str, optional
        Row ids of the table `claims`, such as ``["CL03", "CL17"]``, in the order in which they are asked;
        all unless said.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Claims
        A widget. Its `judgements` maps a claim id to the verdict that the reader gave first.

    Raises
    ------
    ValueError
        If `ids` is empty, is one text instead of a list, or holds an id that is none of a claim.

    Notes
    -----
    Source rows: those of the table `claims`; each claim lists its sources once it is judged.

    Examples
    --------
    >>> claims()
    <Claims 20 claims, 0 judged>
    """
    catalog = the_catalog(catalog)
    by_id = {str(row["id"]): row for row in catalog.rows("claims")}
    if isinstance(ids, str):
        raise ValueError(f"ids: give a list, such as claims([{ids!r}]).")
    wanted = list(by_id if ids is None else dict.fromkeys(ids))
    if not wanted:
        raise ValueError("ids: name at least one claim, such as claims(['CL03']).")
    for one in wanted:
        if one not in by_id:
            raise unknown("ids", one, by_id)
    return Claims([by_id[one] for one in wanted], catalog)


def steps(yours: str, evidence: str) -> int:
    """Return by how many steps a judgement trusts a claim more than the evidence does.

    Examples
    --------
    >>> steps("supported", "partly supported"), steps("unclear", "contested"), steps("unclear", "supported")
    (1, 0, -2)
    """
    return VERDICTS[yours][0] - VERDICTS[evidence][0]


def _payload(rows: list[Mapping[str, Any]], catalog: Catalog) -> dict[str, Any]:
    """One copy of each text and of each source; a claim names its sources by their place in the list."""
    references = list(cite(*(str(row["id"]) for row in rows), catalog=catalog))
    return {
        "verdicts": [[name, trust, meaning] for name, (trust, meaning) in VERDICTS.items()],
        "claims": [
            {
                "id": row["id"],
                "digest": digest(row),
                "claim": row["claim"],
                "verdict": row["verdict"],
                "confidence": row["confidence"],
                "for": row["evidence_for"],
                "against": row["evidence_against"],
                "teach": row["what_to_teach"],
                "sources": [place for place, one in enumerate(references) if row["id"] in one.rows],
                "unread": row["basis"] == "unread",
            }
            for row in rows
        ],
        "sources": [
            {
                "ids": ", ".join(one.source_ids),
                "citation": one.citation,
                "address": next((link.address for link in one.links if link.address), ""),
                "unread": not one.checked,
            }
            for one in references
        ],
    }
