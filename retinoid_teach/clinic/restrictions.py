"""What the safety rules say about one option, one fact about a person and one region.

For each fact the rules of the region (and those read for `any`) speak, for the option and for its classes,
and the strictest wins. Where the region is silent on the fact, the rules of other regions stand in, marked as
borrowed: silence is never permission.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .rows import ClinicRows, Rule

Region = tuple[str, ...]
"""The region ids whose rules speak together: one, or all the home regions of a guideline."""

ITSELF = "itself"
AGE = "age"
RULED_OUT = 2
"""The level of a restriction from which an option is not proposed."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One rule that speaks for this person: through which part of a regimen, and borrowed or not."""

    rule: Rule
    fact: str
    borrowed: bool
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Restriction:
    """What all the rules together say: `level` 0 nothing, 1 conditions, 2 avoid, 3 contraindicated.

    `closed` rules out one of a regimen's alternatives while another stays open, so it decides nothing alone.
    """

    level: int = 0
    limits: tuple[Limit, ...] = ()
    closed: tuple[Limit, ...] = ()


def strictest(limits: Iterable[Limit], closed: Iterable[Limit] = ()) -> Restriction:
    """Put limits together, the strictest first; what is `closed` stands beside them, unless all is ruled out.

    Examples
    --------
    >>> strictest([]).level
    0
    """
    ordered = tuple(sorted(limits, key=lambda limit: -limit.rule.level))
    level = ordered[0].rule.level if ordered else 0
    return Restriction(level, ordered, tuple(closed) if level < RULED_OUT else ())


@dataclass(slots=True, eq=False)
class Restrictions:
    """The rules of one catalog, asked again and again; every answer is kept.

    Parameters
    ----------
    rows : ClinicRows
        The clinical rows.
    read_only : bool
        Leave out the rows that were not read in their source.
    """

    rows: ClinicRows
    read_only: bool = False
    _by_name: dict[str, list[Rule]] = field(default_factory=dict)
    _kept: dict[tuple[str, str, Region], Restriction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.rows.rules:
            if not (self.read_only and rule.unread):
                self._by_name.setdefault(rule.applies_to, []).append(rule)

    def about(self, option: str, kind: str) -> list[Rule]:
        """Every rule of one kind for the option and its classes, in the order of the table."""
        names = self.rows.options[option].names
        found = [rule for name in names for rule in self._by_name.get(name, ()) if rule.kind == kind]
        return sorted(found, key=lambda rule: rule.id)

    def own(self, option: str, fact: str, region: Region) -> Restriction:
        """What the rules for the option itself (not for its parts) say about one fact."""
        key = (option, fact, region)
        if key not in self._kept:
            self._kept[key] = self._speak(option, fact, region)
        return self._kept[key]

    def _speak(self, option: str, fact: str, region: Region) -> Restriction:
        kind, _, name = fact.partition(":")
        if kind == ITSELF:
            return strictest(Limit(rule, fact, borrowed=False) for rule in self._deciding(option, ITSELF))
        if kind == AGE:
            rules, borrowed = _first_to_speak(region, self._deciding(option, "age_below"))
            rules = [rule for rule in rules if rule.condition_id == name]
        elif kind == "pregnancy":
            rules, borrowed = self._pregnancy(option, name, region)
        else:
            rules, borrowed = self._condition(option, name, region)
        return strictest(Limit(rule, fact, borrowed) for rule in rules)

    def _deciding(self, option: str, kind: str, *conditions: str) -> list[Rule]:
        rules = (rule for rule in self.about(option, kind) if rule.decides)
        return [rule for rule in rules if not conditions or rule.condition_id in conditions]

    def _pregnancy(self, option: str, status: str, region: Region) -> tuple[list[Rule], bool]:
        own = self._deciding(option, "pregnancy", status)
        if status != "planning":
            return _first_to_speak(region, own)
        # Without a rule for planning, what holds in pregnancy holds; a neighbour's planning rule comes after.
        return _first_to_speak(region, own, self._deciding(option, "pregnancy", "pregnant"))

    def _condition(self, option: str, condition: str, region: Region) -> tuple[list[Rule], bool]:
        held = (condition, *self.rows.implied.get(condition, ()))
        kinds = {kind: self._deciding(option, kind, *held) for kind in ("patient", "co_treatment", "course")}
        course = [rule for rule in kinds["course"] if _local(rule, region)]
        if course:  # a course rule belongs to its region: it is never borrowed
            return course, False
        return _first_to_speak(region, kinds["patient"] + kinds["co_treatment"])


def _local(rule: Rule, region: Region) -> bool:
    return "any" in rule.regions or not rule.regions.isdisjoint(region)


def _first_to_speak(region: Region, *groups: list[Rule]) -> tuple[list[Rule], bool]:
    for group in groups:
        local = [rule for rule in group if _local(rule, region)]
        if local:
            return local, False
    return next((group for group in groups if group), []), True
