"""From rows to a verdict: a guideline proposes a line, the person's restrictions can only make it worse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog

from .patient import Patient
from .question import Question
from .restrictions import AGE, ITSELF, RULED_OUT, Limit, Region, Restriction, Restrictions, strictest
from .rows import ALWAYS_ACTIVE, ClinicRows, Recommendation, Rule, clinic_rows

Key = TypeVar("Key", bound=tuple[object, ...])
Answer = TypeVar("Answer")

VERDICTS = ("first_line", "alternative", "maintenance", "not_mentioned", "avoid", "contraindicated")
"""The verdicts, best to worst."""

RANK = {verdict: rank for rank, verdict in enumerate(VERDICTS)}
KEPT = 100_000
"""How many answers are kept before they are let go, so that a long session does not grow."""

Spoken = tuple[Recommendation, ...]
"""The recommendations that speak of one option."""

_OF_LEVEL = {2: "avoid", 3: "contraindicated"}
_ASKED = ("possible_without_contraception", "planning", "pregnant", "breastfeeding")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a guideline says of one option: a line, the rows that give it, the rows without a partner left."""

    line: str = "not_mentioned"
    rows: tuple[Recommendation, ...] = ()
    dropped: tuple[Recommendation, ...] = ()

    @property
    def with_conditions(self) -> bool:
        """True if the line holds only together with a partner."""
        return bool(self.rows) and all(row.only_with for row in self.rows)


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one option for one person, with everything that led to it."""

    option: str
    verdict: str
    would_be: str
    with_conditions: bool
    checked: bool
    proposal: Proposal
    limits: tuple[Limit, ...]
    closed: tuple[Limit, ...]
    rows: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Clinic:
    """The decisions that one catalog supports. Pure: the same question always has the same answer."""

    rows: ClinicRows
    restrictions: Restrictions
    read_restrictions: Restrictions
    _restricted: dict[tuple[str, tuple[str, ...], Region, bool], Restriction] = field(default_factory=dict)
    _decided: dict[tuple[str, Spoken, tuple[str, ...], Region], Decision] = field(default_factory=dict)

    def facts(self, patient: Patient) -> tuple[str, ...]:
        """The facts about a person that rules can speak of, as keys such as `age:12` (below 12 years)."""
        said = [f"condition:{name}" for name in patient.conditions]
        if patient.pregnancy != "not_stated":
            said.append(f"pregnancy:{patient.pregnancy}")
        if patient.age_years is not None:
            said += [fact for fact, limit in self.age_facts() if patient.age_years < limit]
        return (ITSELF, *said)

    def age_facts(self) -> list[tuple[str, float]]:
        """Every age limit that a rule names, as a fact and in years."""
        limits = {rule.condition_id for rule in self.rows.rules if rule.kind == "age_below"}
        return sorted(((f"{AGE}:{limit}", float(limit)) for limit in limits), key=lambda pair: pair[1])

    def restriction(
        self, option: str, facts: Iterable[str], region: Region, read_only: bool = False
    ) -> Restriction:
        """All that the rules say: of the option, and the worst of its parts (of alternatives the best)."""
        key = (option, tuple(facts), region, read_only)
        return _keep(self._restricted, key, self._restriction)

    def _restriction(
        self, option: str, facts: tuple[str, ...], region: Region, read_only: bool
    ) -> Restriction:
        asked = self.read_restrictions if read_only else self.restrictions
        own: dict[str, Limit] = {}
        for fact in facts:  # each rule once, though two facts may bring it, and not again through a part
            for limit in asked.own(option, fact, region).limits:
                own.setdefault(limit.rule.id, limit)
        limits, closed = list(own.values()), list[Limit]()
        person = tuple(fact for fact in facts if fact != ITSELF)
        for alternatives in self.rows.options[option].parts:
            answers = [(part, self.restriction(part, person, region, read_only)) for part in alternatives]
            part, best = min(answers, key=lambda answer: answer[1].level)
            limits += [replace(limit, via=part) for limit in best.limits if limit.rule.id not in own]
            closed += best.closed  # each names its own part, also one inside a regimen of this one
            if best.level < RULED_OUT:
                closed += [replace(limit, via=part) for part, one in answers for limit in _ruling_out(one)]
        return strictest(limits, closed)

    def active(self, question: Question) -> Mapping[str, Spoken]:
        """The recommendations that speak, by option."""
        held = {*ALWAYS_ACTIVE, *question.patient.situations}
        if "maintenance" in held:  # once said, maintenance takes the place of the initial course
            held.discard("initial")
        found: dict[str, list[Recommendation]] = {}
        for row in self.rows.recommendations:
            if (
                row.guideline == question.guideline
                and question.acne_type in row.acne_types
                and row.situation in held
            ):
                found.setdefault(row.option, []).append(row)
        return {option: tuple(rows) for option, rows in found.items()}

    def propose(
        self, spoken: Spoken, facts: tuple[str, ...], region: Region, read_only: bool = False
    ) -> Proposal:
        """The best line of the rows that hold; `avoid` beats every other."""
        rows = [row for row in spoken if not (read_only and row.unread)]
        person = tuple(fact for fact in facts if fact != ITSELF)

        def ruled_out(partner: str) -> bool:
            return self.restriction(partner, person, region, read_only).level >= RULED_OUT

        dropped = tuple(row for row in rows if row.only_with and all(map(ruled_out, row.only_with)))
        holding = [row for row in rows if row not in dropped]
        if not holding:
            return Proposal(dropped=dropped)
        lines = {row.line for row in holding}
        line = "avoid" if "avoid" in lines else min(lines, key=RANK.__getitem__)
        return Proposal(line, tuple(row for row in holding if row.line == line), dropped)

    def decide(self, question: Question) -> list[Decision]:
        """The verdict on every option, best first; within a verdict in the order of the table `options`."""
        spoken, facts = self.active(question), self.facts(question.patient)
        decisions = [
            _keep(self._decided, (option, spoken.get(option, ()), facts, question.region), self._one)
            for option in self.rows.options
        ]
        return sorted(decisions, key=lambda decision: RANK[decision.verdict])

    def _one(self, option: str, spoken: Spoken, facts: tuple[str, ...], region: Region) -> Decision:
        proposal = self.propose(spoken, facts, region)
        restriction = self.restriction(option, facts, region)
        verdict = worst(proposal.line, restriction.level)
        read = self.propose(spoken, facts, region, read_only=True)
        read_verdict = worst(read.line, self.restriction(option, facts, region, read_only=True).level)
        alone = (ITSELF,)
        would_be = worst(
            self.propose(spoken, alone, region).line, self.restriction(option, alone, region).level
        )
        return Decision(
            option=option,
            verdict=verdict,
            would_be=would_be,
            with_conditions=_conditional(verdict, proposal, restriction),
            checked=verdict == read_verdict,
            proposal=proposal,
            limits=restriction.limits,
            closed=restriction.closed,
            rows=_deciding_rows(verdict, proposal, restriction),
        )

    def ask_first(self, option: str, patient: Patient, region: Region) -> tuple[Limit, ...]:
        """The rules that could make the verdict worse once age or pregnancy, not stated so far, are known."""
        facts = self.facts(patient)
        now = self.restriction(option, facts, region).level
        found: dict[tuple[str, str], Limit] = {}
        for fact in self._unasked(patient):
            then = self.restriction(option, (*facts, fact), region)
            if then.level > max(now, 1):
                for limit in self._said_of(option, fact, region, then.level):
                    found.setdefault((limit.rule.id, fact), limit)
        return tuple(found.values())

    def _said_of(self, option: str, fact: str, region: Region, level: int) -> list[Limit]:
        """The rules behind a change to `level`: of the option and of every part, also of each alternative."""
        limits = list(self.restrictions.own(option, fact, region).limits)
        for part in (part for group in self.rows.options[option].parts for part in group):
            limits += [replace(limit, via=part) for limit in self.restriction(part, (fact,), region).limits]
        strict = [limit for limit in limits if limit.rule.level == level]
        # Where one alternative had fallen before, the rule that closes the last one may be milder.
        return strict or [limit for limit in limits if limit.rule.level > 1]

    def _unasked(self, patient: Patient) -> Iterator[str]:
        if patient.pregnancy == "not_stated" and "male" not in patient.conditions:
            yield from (f"pregnancy:{status}" for status in _ASKED)
        if patient.age_years is None:
            yield from (fact for fact, _ in self.age_facts())

    def advice(self, option: str, region: Region) -> list[Rule]:
        """The rules for everyone in the region (kind `always`): advice, never a ban, and not borrowed."""
        rules = self._with_parts(option, "always")
        return [
            rule for rule in rules if rule.decides and ("any" in rule.regions or rule.regions & set(region))
        ]

    def context(self, option: str, patient: Patient) -> list[Rule]:
        """The rules that match the person but do not decide (`why_not` says why), from every region."""
        facts = set(self.facts(patient))
        kinds = ("pregnancy", "age_below", "patient", "co_treatment", "course")
        rules = [rule for kind in kinds for rule in self._with_parts(option, kind)]
        return [rule for rule in rules if not rule.decides and fact_of(rule) in facts]

    def _with_parts(self, option: str, kind: str) -> list[Rule]:
        parts = [part for group in self.rows.options[option].parts for part in group]
        found = {rule.id: rule for name in (option, *parts) for rule in self.restrictions.about(name, kind)}
        return list(found.values())


def _keep(kept: dict[Key, Answer], key: Key, work_out: Callable[..., Answer]) -> Answer:
    if key not in kept:
        if len(kept) >= KEPT:
            kept.clear()
        kept[key] = work_out(*key)
    return kept[key]


def fact_of(rule: Rule) -> str:
    """The fact that makes a rule speak.

    Examples
    --------
    >>> fact_of(clinic_rows().rules[0])
    'pregnancy:pregnant'
    """
    kinds = {"pregnancy": "pregnancy", "age_below": AGE, "itself": ITSELF}
    kind = kinds.get(rule.kind, "condition")
    return kind if kind == ITSELF else f"{kind}:{rule.condition_id}"


def worst(line: str, level: int) -> str:
    """The worse of a guideline's line and what a restriction leaves.

    Examples
    --------
    >>> worst("first_line", 2), worst("avoid", 1)
    ('avoid', 'avoid')
    """
    limit = _OF_LEVEL.get(level, "first_line")
    return max(line, limit, key=RANK.__getitem__)


def clinic(catalog: Catalog | None = None) -> Clinic:
    """The decisions that `catalog` (the shipped data if None) supports; made once for each catalog.

    Examples
    --------
    >>> clinic().age_facts()[0]
    ('age:8', 8.0)
    """
    return _clinic(the_catalog(catalog))


@lru_cache(maxsize=8)
def _clinic(catalog: Catalog) -> Clinic:
    rows = clinic_rows(catalog)
    return Clinic(rows, Restrictions(rows), Restrictions(rows, read_only=True))


def _conditional(verdict: str, proposal: Proposal, restriction: Restriction) -> bool:
    stays = verdict == proposal.line
    return stays and (proposal.with_conditions or restriction.level == 1 or bool(restriction.closed))


def _ruling_out(restriction: Restriction) -> list[Limit]:
    strict = [limit for limit in restriction.limits if limit.rule.level == restriction.level]
    return strict if restriction.level >= RULED_OUT else []


def _deciding_rows(verdict: str, proposal: Proposal, restriction: Restriction) -> tuple[str, ...]:
    rows = [row.id for row in proposal.rows] if verdict == proposal.line else []
    said = _OF_LEVEL.get(restriction.level)
    if said == verdict or restriction.level == 1:
        rows += [limit.rule.id for limit in restriction.limits if limit.rule.level == restriction.level]
    if not rows and verdict == "not_mentioned":
        rows = [row.id for row in proposal.dropped]
    return tuple(dict.fromkeys(rows))
