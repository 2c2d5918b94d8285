"""What a case is: frozen records of a person, of the steps, and of what each choice is told."""

from __future__ import annotations

from dataclasses import dataclass

from retinoid_teach.clinic import Patient

from .records import CITATION

STEP_KINDS = ("grade", "choose", "justify", "event")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a step, and what whoever makes it is told.

    `acceptable` is the same whoever asks: several choices of a step may be. `option` is the treatment option
    that it stands for, `verdict` what the decision function says of it (both empty outside of `choose`), and
    `elsewhere` what the other guidelines say.
    """

    id: str
    text: str
    acceptable: bool
    heading: str
    feedback: str
    elsewhere: str = ""
    option: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case; of a step of the kind ``justify`` several choices may be taken together.

    Such a step asks about the verdict on `option`; `reasons` is what the decision function says of it.
    """

    id: str
    kind: str
    text: str
    explanation: str
    choices: tuple[Choice, ...]
    option: str = ""
    reasons: str = ""

    @property
    def many(self) -> bool:
        """Whether several choices are taken together."""
        return self.kind == "justify"

    def accepts(self, given: str) -> bool:
        """Say whether an answer can stand.

        Parameters
        ----------
        given : str
            The id of the choice taken; of several taken together their ids with a space between. Of these
            every acceptable one has to be taken, and no other.

        Examples
        --------
        >>> from retinoid_teach.learning import case
        >>> case("CASE-1").steps[0].accepts("CASE-1-1-1")
        True
        """
        acceptable = {one.id for one in self.choices if one.acceptable}
        return set(given.split(" ")) == acceptable if self.many else given in acceptable

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that a learner may read, in the order of the page."""
        told = (text for one in self.choices for text in (one.text, one.feedback, one.elsewhere))
        return (self.text, *told, self.explanation, self.reasons)


@dataclass(frozen=True, slots=True)
class Case:
    """A made-up person, what is asked about them, and everything that any answer is told."""

    id: str
    title: str
    story: str
    wish: str
    acne_type: int
    guideline: str
    region: str
    patient: Patient
    steps: tuple[Step, ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of the rows that the texts cite, in the order of the page, each once."""
        texts = (self.story, self.wish, *(text for step in self.steps for text in step.texts))
        return tuple(dict.fromkeys(row for text in texts for row in CITATION.findall(text)))
