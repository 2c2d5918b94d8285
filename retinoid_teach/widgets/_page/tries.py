"""What widgets share that keep the answers of their page: each try goes to disk once, then it is said."""

from __future__ import annotations

from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import traitlets

from retinoid_teach.learning import Given, History, NotSaved, history, keep
from retinoid_teach.learning.digest import digest, of_earlier_wording

from .base import RefusedError, TeachingWidget, validate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retinoid_teach.learning import PastAnswer
    from retinoid_teach.learning.digest import Asked

SAVED = "saved"


class KeepingWidget(TeachingWidget):
    """A widget whose page sends every try; a subclass writes `_check` and `_correct`.

    Parameters
    ----------
    asked : mapping
        Id to what is asked under it.
    past : History, optional
        What this learner answered before; everything that was kept if None.

    Attributes
    ----------
    tries : list
        Every answer that the page took, in order, as the id of what was asked, the answer, and when it was
        given, if the page says so.
    saved : list
        For each of `tries`, "saved" once it is on disk, or a sentence that says why it is not. Read only.
    last : dict
        What was answered last before this widget was made, by the id of what was asked: ``time``, and
        ``given`` unless it answered another wording than the present one. Read only.
    """

    # A list that grows: while the kernel is busy the page sends only the newest state, which holds every try.
    tries: traitlets.List[Any] = traitlets.List(traitlets.List(minlen=2, maxlen=3)).tag(sync=True)
    saved: traitlets.List[str] = traitlets.List(read_only=True).tag(sync=True)
    last = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, asked: Mapping[str, Asked], past: History | None = None) -> None:
        self._seen: list[Any] = []
        self._asked = asked
        super().__init__()
        self._past = [
            one for one in (history() if past is None else past).answers if one.question_id in asked
        ]
        self.set_trait("last", self._answered_before())

    def _check(self, trait: str, asked: str, given: Given) -> None:
        """Raise RefusedError unless this can be an answer here."""
        raise NotImplementedError(f"{type(self).__name__} takes any answer: write _check.")

    def _correct(self, asked: str, given: Given) -> bool | None:
        """Return what the page tells about an answer."""
        raise NotImplementedError(f"{type(self).__name__} marks no answer: write _correct.")

    def _answered_before(self) -> dict[str, Any]:
        last = {one.question_id: one for one in self._past}
        return {
            asked: {"time": one.time.isoformat()} | ({"given": one.given} if self._still_asked(one) else {})
            for asked, one in last.items()
        }

    def _still_asked(self, one: PastAnswer) -> bool:
        """Say whether an answer of the past is one to the present wording."""
        try:
            self._check("tries", one.question_id, one.given)
        except RefusedError:
            return False
        return not of_earlier_wording(self._asked[one.question_id], one)

    @property
    def _last_given(self) -> dict[str, Given]:
        """What was answered last, where that can be shown."""
        return {asked: one["given"] for asked, one in self.last.items() if "given" in one}

    @validate("tries")
    def _check_tries(self, proposal: Any) -> list[Any]:
        for asked, given, *at in proposal["value"]:
            self._check("tries", asked, given)
            _instant(*at)
        return list(proposal["value"])

    @traitlets.observe("tries")
    def _keep_tries(self, _change: Any) -> None:
        # Two browsers may have gone on from the same list: what is not where it was is new.
        pairs = zip(self._seen, self.tries, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        self._seen = self.tries
        self.set_trait("saved", [*self.saved[:same], *(self._kept(*one) for one in self.tries[same:])])

    def _kept(self, asked: str, given: Given, *at: str) -> str:
        marked = self._correct(asked, given)
        try:
            keep(asked, given, correct=marked, digest=digest(self._asked[asked]), at=_instant(*at))
        except NotSaved as error:
            return str(error)
        return SAVED


def _instant(at: object = None) -> datetime | None:
    """Read when a try was given; it may have waited in the page for a kernel."""
    if at is None:
        return None
    found = datetime.fromisoformat(at) if isinstance(at, str) else None
    if found is None or found.tzinfo is None:
        raise RefusedError(f"tries: {at!r} is not a time with its zone, such as '2026-03-01T09:30:00Z'.")
    return found
