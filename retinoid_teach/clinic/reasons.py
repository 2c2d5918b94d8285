"""A decision in words: what the guideline says, what the person changes, how sure the rows are."""

from __future__ import annotations

from collections.abc import Iterator

from retinoid_teach.evidence.citations import NOT_CHECKED

from .restrictions import Limit
from .rows import ClinicRows, Recommendation, Rule
from .verdict import Decision


def reasons(decision: Decision, rows: ClinicRows, guideline: str) -> str:
    """The reasons for a verdict as sentences, each with its row id.

    Examples
    --------
    >>> from retinoid_teach.clinic.question import ask
    >>> from retinoid_teach.clinic.verdict import clinic
    >>> from retinoid_teach.clinic import Patient
    >>> desk = clinic()
    >>> question = ask(2, "nice_ng198", Patient(), None, desk.rows)
    >>> reasons(desk.decide(question)[0], desk.rows, "nice_ng198")[:55]
    'NICE NG198 (offer): Adapalene with benzoyl peroxide in '
    """
    sentences = [
        *_guideline(decision, rows, rows.guideline_names[guideline]),
        *_closed(decision, rows),
        *_limits(decision, rows),
    ]
    return " ".join(sentences)


def borrowed_from(rule: Rule) -> str:
    """How a rule of another region is marked.

    Examples
    --------
    >>> from retinoid_teach.clinic.rows import clinic_rows
    >>> borrowed_from(clinic_rows().rules[0])
    'read for UK/EU only'
    """
    return f"read for {rule.jurisdiction} only"


def _guideline(decision: Decision, rows: ClinicRows, name: str) -> Iterator[str]:
    for row in decision.proposal.rows:
        strength = f" ({row.strength})" if row.strength else ""
        partners = f", only with {_names(row, rows)}" if row.only_with else ""
        yield f"{name}{strength}{partners}: {row.statement} {_cited(row.id, row.unread)}."
    for row in decision.proposal.dropped:
        yield f"Named only with {_names(row, rows)}, which is ruled out {_cited(row.id, row.unread)}."
    if not decision.proposal.rows and not decision.proposal.dropped:
        yield f"{name} does not speak of it here."


def _closed(decision: Decision, rows: ClinicRows) -> Iterator[str]:
    for limit in decision.closed:
        part = rows.options[limit.via].name if limit.via else ""
        yield f"Not with {part}: {_limit(limit)}"


def _limits(decision: Decision, rows: ClinicRows) -> Iterator[str]:
    for limit in decision.limits:
        through = f"through its part {rows.options[limit.via].name}" if limit.via else ""
        yield _limit(limit, through)


def _limit(limit: Limit, *more: str) -> str:
    stands_in = limit.fact == "pregnancy:planning" and limit.rule.condition_id == "pregnant"
    notes = [
        borrowed_from(limit.rule) if limit.borrowed else "",
        "no rule on planning was read" if stands_in else "",
        *more,
    ]
    note = "; ".join(filter(None, notes))
    cited = _cited(limit.rule.id, limit.rule.unread)
    return f"{_effect(limit)}{f' ({note})' if note else ''}: {limit.rule.reason} {cited}."


def _effect(limit: Limit) -> str:
    effect = limit.rule.effect.replace("_", " ").capitalize()
    return effect if limit.fact == "itself" else f"{effect}, {limit.rule.condition}"


def _names(row: Recommendation, rows: ClinicRows) -> str:
    return " or ".join(rows.options[partner].name for partner in row.only_with)


def _cited(row: str, unread: bool) -> str:
    return f"[{row}, {NOT_CHECKED}]" if unread else f"[{row}]"
