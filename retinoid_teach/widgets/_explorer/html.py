"""The explorer's present state as plain HTML, for a reader with no widget.

A code host, a phone, a notebook that is not trusted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from retinoid_teach.clinic import Patient
from retinoid_teach.clinic.joins import NOT_COLLECTED, ingredients
from retinoid_teach.clinic.question import ask
from retinoid_teach.clinic.reasons import borrowed_from, reasons
from retinoid_teach.clinic.restrictions import Region
from retinoid_teach.clinic.verdict import Clinic, Decision, clinic
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.citations import NOT_CHECKED

from .payload import NOTICE

SIGNS = {
    "first_line": ("✔", "First line"),
    "alternative": ("○", "Alternative"),
    "maintenance": ("↻", "Maintenance"),
    "not_mentioned": ("–", "Not mentioned by this guideline"),
    "avoid": ("△", "Avoid"),
    "contraindicated": ("✖", "Contraindicated"),
}
_SHOWN_EFFECTS = 8


def explorer_html(
    acne_type: int, guideline: str, patient: Patient, region: str | None, option: str | None, catalog: Catalog
) -> str:
    """The options of one state as a table, then the chosen option with its reasons and side effects.

    Examples
    --------
    >>> from retinoid_teach.evidence import shipped
    >>> "<caption" in explorer_html(2, "nice_ng198", Patient(), None, None, shipped())
    True
    """
    desk = clinic(catalog)
    question = ask(acne_type, guideline, patient, region, desk.rows)
    decisions = desk.decide(question)
    shown = order_as_shown(decisions)
    chosen = next((one for one in decisions if one.option == option), first_to_show(shown))
    groups = groupby(shown, lambda one: one.verdict)
    unread = {row["id"] for row in catalog.rows("options") if row["basis"] == "unread"}
    body = "".join(_group(verdict, list(ones), desk, unread) for verdict, ones in groups)
    caption = _caption(acne_type, guideline, patient, question.region, catalog, desk)
    lists = [
        (
            "Ask first, for it could change the answer",
            _ask(chosen.option, patient, question.region, catalog, desk),
        ),
        ("Side effects", _effects(chosen.option, catalog, desk)),
        ("Tell the person", _advice(chosen.option, question.region, desk)),
    ]
    return (
        '<div class="rt-static" style="max-width:60em">'
        f'<table style="text-align:left"><caption style="text-align:left">{escape(caption)}</caption>'
        '<thead><tr><th scope="col">Option</th><th scope="col">Why</th></tr></thead>'
        f"{body}</table><p><strong>{escape(desk.rows.options[chosen.option].name)}.</strong>"
        f"{_unread(chosen.option in unread)} {escape(reasons(chosen, desk.rows, guideline))}</p>"
        f"{''.join(_listed(title, list(items)) for title, items in lists)}"
        f"<p><small>{escape(NOTICE)} Evidence as of {escape(catalog.date)}.</small></p></div>"
    )


def order_as_shown(decisions: Iterable[Decision]) -> list[Decision]:
    """Order decisions as they are shown: best first, and what a guideline does not mention last."""
    return sorted(decisions, key=lambda one: one.verdict == "not_mentioned")


def first_to_show(shown: Sequence[Decision]) -> Decision:
    """Return the decision that is open before anything is chosen; ``state.js`` opens the same one."""
    group = [one for one in shown if one.verdict == shown[0].verdict]
    return next((one for one in group if one.would_be != "not_mentioned"), group[0])


def _caption(
    acne_type: int, guideline: str, patient: Patient, region: Region, catalog: Catalog, desk: Clinic
) -> str:
    name = next(row["name"] for row in catalog.rows("acne_types") if int(row["id"]) == acne_type)
    cells = catalog.rows("grade_crosswalk")
    scheme = desk.rows.crosswalk_schemes.get(guideline)
    near = [r for r in cells if r["scheme_id"] == scheme and int(r["acne_type"]) == acne_type]
    match = ""
    if near:
        match = f", nearest category: {near[0]['nearest_category']}"
        match += "" if near[0]["closeness"] == "exact" else " (rough match)"
    said = "; ".join(_said(patient, catalog)) or "nothing said yet"
    where = ", ".join(region)
    return (
        f"Acne type {acne_type} ({name}) under {desk.rows.guideline_names[guideline]}{match}. "
        f"Safety rules of {where}. Person: {said}. {_note(guideline, catalog)}".rstrip()
    )


def _note(guideline: str, catalog: Catalog) -> str:
    row = next(row for row in catalog.rows("guidelines") if row["id"] == guideline)
    note = row["note"] or ""
    if row["sorted_by_severity"] or "not sorted by severity" in note.lower():
        return note
    return f"Not sorted by severity in this guideline. {note}"


def _said(patient: Patient, catalog: Catalog) -> Iterator[str]:
    labels = {row["id"]: row["label"] for name in ("conditions", "situations") for row in catalog.rows(name)}
    if patient.age_years is not None:
        yield f"{patient.age_years:g} years"
    if patient.pregnancy != "not_stated":
        statuses = {row["id"]: row["label"] for row in catalog.rows("pregnancy_statuses")}
        yield f"pregnancy: {statuses[patient.pregnancy]}"
    yield from (labels[name] for name in (*patient.conditions, *patient.situations))


def _group(verdict: str, decisions: list[Decision], desk: Clinic, unread: Collection[str]) -> str:
    sign, word = SIGNS[verdict]
    heading = f'<tr><th scope="rowgroup" colspan="2">{sign} {word} ({len(decisions)})</th></tr>'
    if verdict == "not_mentioned":
        names = "; ".join(desk.rows.options[one.option].name for one in decisions)
        return f'<tbody>{heading}<tr><td colspan="2">{escape(names)}</td></tr></tbody>'
    rows = "".join(_row(one, desk, one.option in unread) for one in decisions)
    return f"<tbody>{heading}{rows}</tbody>"


def _row(decision: Decision, desk: Clinic, unread: bool) -> str:
    notes = []
    if decision.would_be != decision.verdict:
        notes.append(f"would be: {SIGNS[decision.would_be][1].lower()}")
    if decision.with_conditions:
        notes.append("with conditions")
    if unread or not decision.checked:
        notes.append(f"⚠ {NOT_CHECKED}")
    notes.append(" ".join(f"[{row}]" for row in decision.rows))
    name = escape(desk.rows.options[decision.option].name)
    return f'<tr><th scope="row">{name}</th><td>{escape("; ".join(notes))}</td></tr>'


def _listed(title: str, items: list[str]) -> str:
    return f"<p>{title}:</p><ul>{''.join(items)}</ul>" if items else ""


def _ask(option: str, patient: Patient, region: Region, catalog: Catalog, desk: Clinic) -> Iterator[str]:
    """A line for each thing not said so far that could make the verdict worse, with its rules."""
    statuses = {f"pregnancy:{row['id']}": row["label"].lower() for row in catalog.rows("pregnancy_statuses")}
    asked = desk.ask_first(option, patient, region)
    for fact in dict.fromkeys(limit.fact for limit in asked):
        limits = [limit for limit in asked if limit.fact == fact]
        first = limits[0].rule
        via = f", through {desk.rows.options[limits[0].via].name}" if limits[0].via else ""
        places = dict.fromkeys(borrowed_from(one.rule) for one in limits if one.borrowed)
        cited = " ".join(f"[{one.rule.id}]" for one in limits)
        text = f"If {statuses.get(fact, first.condition)}: {first.effect.replace('_', ' ')}{via}"
        text += f" ({'; '.join(places)})" if places else ""
        yield f"<li>{escape(f'{text} {cited}')}{_unread(any(one.rule.unread for one in limits))}</li>"


def _advice(option: str, region: Region, desk: Clinic) -> Iterator[str]:
    for rule in desk.advice(option, region):
        whom = "" if rule.condition == "any patient" else f"{rule.condition.capitalize()}: "
        yield f"<li>{escape(f'{whom}{rule.reason} [{rule.id}]')}{_unread(rule.unread)}</li>"


def _unread(unread: bool) -> str:
    return f" ⚠ {NOT_CHECKED}" if unread else ""


def _effects(option: str, catalog: Catalog, desk: Clinic) -> Iterator[str]:
    pairs = ingredients(option, desk.rows)
    known = catalog.rows("adverse_events")
    rows = [row for row in known if (row["ingredient"], row["route"]) in pairs and row["kind"] == "reaction"]
    rows.sort(key=lambda row: row["seriousness"] != "serious")
    for row in rows[:_SHOWN_EFFECTS]:
        serious = "▲ serious: " if row["seriousness"] == "serious" else ""
        mark = _unread(row["basis"] == "unread")
        text = f"{serious}{row['event']}{_how_often(row)} [{row['id']}]{mark}"
        yield f"<li>{escape(text)}</li>"
    if len(rows) > _SHOWN_EFFECTS:
        yield f"<li>and {len(rows) - _SHOWN_EFFECTS} more in the live explorer</li>"
    collected = {(row["ingredient"], row["route"]) for row in known}
    yield from (
        f"<li>{escape(name)}: {NOT_COLLECTED}</li>" for name, route in pairs if (name, route) not in collected
    )


def _how_often(row: Mapping[str, Any]) -> str:
    if told := format_range(row["percent_low"], row["percent_high"]):
        return f": {told} of 100"
    word = row["frequency_category"]
    return f": {word}" if word and word != "unknown" else ""


def format_range(low: float | None, high: float | None) -> str:
    """Write how many of 100 people, as ``words.js`` does; nothing where no percent is known.

    Examples
    --------
    >>> format_range(6, 28), format_range(None, 33), format_range(5, None), format_range(None, None)
    ('6–28', 'up to 33', '5 or more', '')
    """
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {high:g}"
    if high is None:
        return f"{low:g} or more"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
