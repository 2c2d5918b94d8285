"""How rows become a verdict, written a second time: slowly, plainly, from the text of the evidence rules.

Nothing here comes from `retinoid_teach.clinic`; rows are plain mappings. Words of the text stand in quotes.
Where it leaves a choice, a comment says CHOICE and which way was taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

Row = Mapping[str, Any]

VERDICTS = ("first_line", "alternative", "maintenance", "not_mentioned", "avoid", "contraindicated")
LINES = {
    "first": "first_line",
    "alternative": "alternative",
    "maintenance": "maintenance",
    "not_mentioned": "not_mentioned",
    "avoid": "avoid",
}
# How strict an effect is. The three soft ones leave the verdict as it is, with conditions.
BAN = {"contraindicated": 3, "avoid": 2, "caution": 1, "monitor": 1, "allowed_with_conditions": 1}
ALWAYS_HOLD = ("initial", "within_combination")


class State(NamedTuple):
    """One question: a type, a guideline, a person and a region (None: the guideline's home)."""

    acne_type: int
    guideline: str
    age_years: float | None = None
    pregnancy: str = "not_stated"
    conditions: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    region: str | None = None


class Answer(NamedTuple):
    """What the rules say of one option."""

    verdict: str
    would_be: str
    with_conditions: bool
    checked: bool


@cache
def listed(text: str | None, separator: str = ";") -> tuple[str, ...]:
    """Take a list column apart; a blank is no entry."""
    return tuple(part.strip() for part in (text or "").split(separator) if part.strip())


@dataclass
class Oracle:
    """The tables that decide, as lists of rows."""

    options: Sequence[Row]
    recommendations: Sequence[Row]
    rules: Sequence[Row]
    guidelines: Sequence[Row]
    conditions: Sequence[Row]
    _remembered: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, catalog: Any) -> Oracle:
        """Take the five tables from a catalog."""
        names = ("options", "guideline_recommendations", "safety_rules", "guidelines", "conditions")
        return cls(*(list(catalog.rows(name)) for name in names))

    def decide(self, state: State) -> dict[str, Answer]:
        """Answer for each option."""
        return {str(option["id"]): self.answer(str(option["id"]), state) for option in self.options}

    def answer(self, option: str, state: State) -> Answer:
        """Answer for one option."""
        verdict, conditional = self.verdict(option, state, unread_too=True)
        # "`would_be` is the verdict in the same situations for `Patient()`": of whom nothing is known.
        nobody = state._replace(age_years=None, pregnancy="not_stated", conditions=())
        would_be, _ = self.verdict(option, nobody, unread_too=True)
        # CHOICE "the unread rows" are those of the two tables that decide; `options` decides nothing.
        without_unread, _ = self.verdict(option, state, unread_too=False)
        return Answer(verdict, would_be, conditional, checked=without_unread == verdict)

    # ---- the guideline speaks -------------------------------------------------------------------

    def verdict(self, option: str, state: State, unread_too: bool) -> tuple[str, bool]:
        """Take the worse of what guideline and safety rules say, and whether conditions go with it."""
        said, only_with_a_partner = self.guideline_says(option, state, unread_too)
        ban = max(self.itself(option, unread_too), self.restriction(option, state, unread_too))
        verdict = max(said, {3: "contraindicated", 2: "avoid"}.get(ban, "first_line"), key=VERDICTS.index)
        # A soft effect: "verdict stays, with conditions". CHOICE to the letter: the guideline's line stays
        # (its own `avoid` too) and the strictest rule is soft; beside a ban there are no conditions.
        soft = ban == 1 or (ban < 2 and self.an_alternative_is_closed(option, state, unread_too))
        return verdict, verdict == said and (only_with_a_partner or soft)

    def an_alternative_is_closed(self, option: str, state: State, unread_too: bool) -> bool:
        """Of a regimen's alternatives one is ruled out: what is left is given only instead of it."""
        for part in listed(self.row(option)["parts"]):
            bans = {one: self.restriction(one, state, unread_too) for one in listed(part, "|")}
            best = min(bans, key=bans.__getitem__)
            if bans[best] < 2 and max(bans.values()) >= 2:
                return True
            if self.an_alternative_is_closed(best, state, unread_too):
                return True
        return False

    def guideline_says(self, option: str, state: State, unread_too: bool) -> tuple[str, bool]:
        """The text: "of several rows for one option the best line holds, but `avoid` beats all"."""
        rows = [
            row
            for row in self.rows_about(option)
            if row["guideline_id"] == state.guideline
            and str(state.acne_type) in listed(row["acne_type"])
            and situation_holds(row["situation"], state.situations)
            and (unread_too or row["basis"] != "unread")
            and self.a_partner_is_left(row, state, unread_too)
        ]
        lines = {LINES[row["line"]] for row in rows}
        if not lines:
            return "not_mentioned", False
        best = "avoid" if "avoid" in lines else min(lines, key=VERDICTS.index)
        # CHOICE where a row without partners says the same line, the line needs no partner.
        holding = [row for row in rows if LINES[row["line"]] == best]
        return best, all(listed(row["only_with"], "|") for row in holding)

    def rows_about(self, option: str) -> list[Row]:
        key = ("rows about", option)
        if key not in self._remembered:
            self._remembered[key] = [row for row in self.recommendations if row["option_id"] == option]
        found: list[Row] = self._remembered[key]
        return found

    def a_partner_is_left(self, row: Row, state: State, unread_too: bool) -> bool:
        """The text: "where every named partner is `avoid` or `contraindicated`" the row does not hold."""
        partners = listed(row["only_with"], "|")
        return not partners or not all(self.ruled_out(partner, state, unread_too) for partner in partners)

    def ruled_out(self, partner: str, state: State, unread_too: bool) -> bool:
        # CHOICE "for this person": by the person's safety rules, not by the guideline's own `avoid`, not by
        # `itself` (what may not stand alone may be a partner). Whole verdicts would go round in a circle:
        # adapalene is named only with benzoyl peroxide, and that only with adapalene or tretinoin.
        return self.restriction(partner, state, unread_too) >= 2

    # ---- the safety rules speak -----------------------------------------------------------------

    def itself(self, option: str, unread_too: bool) -> int:
        """The text: "the option is the fault [...]: always decides", and these rules "hold everywhere".

        CHOICE the fault is the option's that is asked about: a part of a regimen is not "alone".
        """
        return worst(
            rule for rule in self.rules_for(option, unread_too) if rule["condition_kind"] == "itself"
        )

    def restriction(self, option: str, state: State, unread_too: bool) -> int:
        """How the person's facts restrict an option: 0 not, 1 with conditions, 2 avoid, 3 contraindicated."""
        key = (option, self.places(state), state.age_years, state.pregnancy, state.conditions, unread_too)
        if key not in self._remembered:
            rules, places = self.rules_for(option, unread_too), self.places(state)
            facts = [
                self.pregnancy(rules, state.pregnancy, places),
                self.age(rules, state.age_years, places),
                *(self.condition(rules, condition, places) for condition in state.conditions),
            ]
            # Worst of the parts, best of alternatives. CHOICE one alternative is given, so it is the best of
            # all facts together, not fact by fact.
            parts = [
                min(self.restriction(one, state, unread_too) for one in listed(part, "|"))
                for part in listed(self.row(option)["parts"])
            ]
            self._remembered[key] = max(facts + parts)
        return int(self._remembered[key])

    def row(self, option: str) -> Row:
        return next(row for row in self.options if row["id"] == option)

    def rules_for(self, option: str, unread_too: bool) -> list[Row]:
        """Find the rules for the option and for its classes.

        Rows with `decides = no` "never decide". CHOICE so they do not break a silence either.
        """
        key = ("rules for", option, unread_too)
        if key not in self._remembered:
            about = {option, *listed(self.row(option)["classes"])}
            self._remembered[key] = [
                rule
                for rule in self.rules
                if rule["applies_to"] in about
                and rule["decides"]
                and (unread_too or rule["basis"] != "unread")
            ]
        found: list[Row] = self._remembered[key]
        return found

    def places(self, state: State) -> tuple[str, ...]:
        """The chosen region, else the guideline's home.

        CHOICE "the strictest of UK, EU and US" is the three regions' rules speaking together. Each region
        apart and then the strictest gives the same verdicts (`test_oracle` shows it).
        """
        if state.region is not None:
            return (state.region,)
        home = next(row for row in self.guidelines if row["id"] == state.guideline)
        return tuple(listed(home["home_regions"]))

    def pregnancy(self, rules: list[Row], status: str, places: Sequence[str]) -> int:
        """The text: "`planning` without a rule falls back on `pregnant`", the region's own first."""
        if status == "not_stated":
            return 0
        here, elsewhere = split_by_place([r for r in rules if is_about(r, "pregnancy", status)], places)
        if status == "planning":
            pregnant = [r for r in rules if is_about(r, "pregnancy", "pregnant")]
            pregnant_here, pregnant_elsewhere = split_by_place(pregnant, places)
            return worst(here or pregnant_here or elsewhere or pregnant_elsewhere)
        return worst(here or elsewhere)

    def age(self, rules: list[Row], age_years: float | None, places: Sequence[str]) -> int:
        """The text: "all ages are one fact".

        CHOICE a region that draws any line of age is not silent on age: at ten, a floor of nine permits, and
        another region's floor of twelve does not stand in.
        """
        if age_years is None:
            return 0
        here, elsewhere = split_by_place([r for r in rules if r["condition_kind"] == "age_below"], places)
        return worst(rule for rule in (here or elsewhere) if age_years < float(rule["condition_id"]))

    def condition(self, rules: list[Row], condition: str, places: Sequence[str]) -> int:
        """One thing that the learner ticked; "`course` rules are not borrowed"."""
        kinds = ("patient", "co_treatment", "course")
        implied = next((listed(row["implies"]) for row in self.conditions if row["id"] == condition), ())
        held = (condition, *implied)
        about = [r for r in rules if r["condition_kind"] in kinds and r["condition_id"] in held]
        here, elsewhere = split_by_place(about, places)
        return worst(here or [rule for rule in elsewhere if rule["condition_kind"] != "course"])


def situation_holds(situation: str, said: Sequence[str]) -> bool:
    """The text: "`maintenance`, once said, replaces the initial rows by the maintenance rows".

    CHOICE to the letter, only `initial` rows go; `within_combination` rows hold "always".
    """
    if situation == "initial" and "maintenance" in said:
        return False
    return situation in ALWAYS_HOLD or situation in said


def is_about(rule: Row, kind: str, what: str) -> bool:
    return bool(rule["condition_kind"] == kind and rule["condition_id"] == what)


def split_by_place(rules: Sequence[Row], places: Sequence[str]) -> tuple[list[Row], list[Row]]:
    """Rules of the chosen place (and `any`), and those that stand in where it is silent."""
    at_home = {"any", *places}
    here = [rule for rule in rules if at_home & set(listed(rule["regions"]))]
    return here, [rule for rule in rules if not at_home & set(listed(rule["regions"]))]


def worst(rules: Iterable[Row]) -> int:
    return max((BAN[rule["effect"]] for rule in rules), default=0)
