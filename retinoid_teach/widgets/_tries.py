"""What widgets share that keep the answers of their page: each try goes to disk once, then it is said."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

import traitlets

from retinoid_teach.learning import Given, NotSaved, keep
from retinoid_teach.widgets._base import TeachingWidget

SAVED = "saved"


class RefusedError(traitlets.TraitError, ValueError):
    """No answer to what is asked. Traitlets puts the old value back, also when the page sent the new one."""


class KeepingWidget(TeachingWidget):
    """A widget whose page sends every try; a subclass writes `_check` and `_correct`.

    Attributes
    ----------
    tries : list
        Every answer that the page took, in order, as the id of what was asked and the answer.
    saved : list
        For each of `tries`, "saved" once it is on disk, or a sentence that says why it is not. Read only.
    """

    # A list that grows: while the kernel is busy the page sends only the newest state, which holds every try.
    tries: traitlets.List[Any] = traitlets.List(traitlets.List(minlen=2, maxlen=2)).tag(sync=True)
    saved: traitlets.List[str] = traitlets.List(read_only=True).tag(sync=True)

    def __init__(self) -> None:
        self._seen: list[Any] = []
        super().__init__()

    def _check(self, trait: str, asked: str, given: Given) -> None:
        """Raise RefusedError unless this can be an answer here."""
        raise NotImplementedError(f"{type(self).__name__} takes any answer: write _check.")

    def _correct(self, asked: str, given: Given) -> bool | None:
        """Return what the page tells about an answer."""
        raise NotImplementedError(f"{type(self).__name__} marks no answer: write _correct.")

    @traitlets.validate("tries")
    def _check_tries(self, proposal: Any) -> list[Any]:
        for asked, given in proposal["value"]:
            self._check("tries", asked, given)
        return list(proposal["value"])

    @traitlets.observe("tries")
    def _keep_tries(self, _change: Any) -> None:
        # Two browsers may have gone on from the same list: what is not where it was is new.
        pairs = zip(self._seen, self.tries, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        self._seen = self.tries
        self.set_trait("saved", [*self.saved[:same], *(self._kept(*one) for one in self.tries[same:])])

    def _kept(self, asked: str, given: Given) -> str:
        try:
            keep(asked, given, correct=self._correct(asked, given))
        except NotSaved as error:
            return str(error)
        return SAVED
