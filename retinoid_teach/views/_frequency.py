"""Side effects on one scale: serious ones first, a number as a mark, a word as the band it means."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from retinoid_teach.clinic import side_effects
from retinoid_teach.clinic.joins import NOT_COLLECTED
from retinoid_teach.clinic.rows import clinic_rows
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import several_of, the_catalog

from ._drawing import INKS, SMALL, chart
from ._figure import FAINT, INK, PAPER, Figure
from ._frequency_rows import EVERYBODY, Effect, effect, word_limits
from ._own_look import own_look

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NOT_COMPARABLE = (
    "Percentages of different labels are not comparable: vehicles, ways of counting and people differ. "
    "The order is no ranking."
)
NOT_LISTED = "none of these effects in its rows"
Section = tuple[str, list[Effect], str]
_LEAST = 0.001
_BAND, _GRID = "#b9d3d6", "#dcdacf"
_LINE, _BAR, _GAP = 0.19, 0.2, 0.1
_NAME_LETTERS, _HEAD_LETTERS, _DETAIL_LETTERS = 40, 50, 58
_ON_PAPER = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}


def frequency(
    option_ids: str | Sequence[str], *, events: Sequence[str] | None = None, catalog: Catalog | None = None
) -> Figure:
    """Draw how often each side effect of an option comes, of 100 people, serious ones first.

    Parameters
    ----------
    option_ids : str or sequence of str
        One option id or several. Several stand under each other in the order given, never ranked.
    events : sequence of str, optional
        Ids of `adverse_events.event_id` to keep; all unless said.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Figure
        On a logarithmic scale from rarest to everybody: one percent as a dot, two as a bar, an upper figure
        as a broken line, a word alone as the pale band it means, nothing where nothing is known. The vehicle
        arm of the same trial is a ring, where people were counted. Reactions of the person only.

    Raises
    ------
    ValueError
        For an option or event that does not exist, or where no side effect is left to draw.

    Notes
    -----
    Source rows: `adverse_events`; `local_tolerability` for how a number was counted; `binary_outcomes` for
    vehicles. The limits of the words are those of the contract of `adverse_events.frequency_category`.

    Examples
    --------
    >>> frequency("adapalene", events=["skin_discomfort"]).alt_text[37:]
    'Skin discomfort (0.3% gel) [AE007]: 5.8 of 100; on vehicle 0 (0 of 134 people).'
    """
    data = the_catalog(catalog)
    table = side_effects(option_ids, catalog=catalog)
    sections = _sections(table, _wanted(events, data), data)
    if not any(effects for _, effects, _ in sections):
        raise ValueError(
            f"option_ids={option_ids!r} with events={events!r}: there is no side effect to draw."
        )
    names = clinic_rows(data).options
    title = f"How often: {', '.join(_short(names[one].name) for one in table['option'].unique())}"
    return Figure(_draw(sections, title), _alt_text(sections, title))


def _wanted(events: Sequence[str] | None, data: Catalog) -> set[str] | None:
    known = [str(row["id"]) for row in data.rows("events")]
    return None if events is None else set(several_of("events", events, known))


def _short(name: str) -> str:
    return name.partition(" (")[0]


def _sections(table: pd.DataFrame, wanted: set[str] | None, data: Catalog) -> list[Section]:
    """One section an option and ingredient, each with what is serious first, and what it says if empty."""
    names = clinic_rows(data).options
    found: list[Section] = []
    for (option, ingredient, route), rows in table.groupby(["option", "ingredient", "route"], sort=False):
        collected = rows[rows["kind"] == "reaction"]
        kept = [str(one) for one, row in collected.iterrows() if wanted is None or row["event_id"] in wanted]
        effects = sorted((effect(data.row(one)[1], data) for one in kept), key=lambda one: not one.serious)
        empty = NOT_LISTED if len(collected) else NOT_COLLECTED
        found.append((_heading(_short(names[str(option)].name), str(ingredient), str(route)), effects, empty))
    return found


def _heading(option: str, ingredient: str, route: str) -> str:
    same = option.casefold() == ingredient.casefold()
    return f"{option}, {route}" if same else f"{option}: {ingredient}, {route}"


def _named(one: Effect) -> str:
    return f"▲ serious: {one.name}" if one.serious else one.name


def _details(one: Effect) -> list[str]:
    parts = [one.detail] if one.detail else []
    if one.vehicle:
        seen, people = one.vehicle
        off = "" if seen else ": not on this scale"
        parts.append(f"○ vehicle {EVERYBODY * seen / people:.2g} ({seen} of {people} people){off}")
    return [line for part in parts for line in textwrap.wrap(part, _DETAIL_LETTERS)]


def _height(one: Effect) -> float:
    lines = len(textwrap.wrap(_named(one), _NAME_LETTERS)) + len(_details(one))
    return _LINE * lines + _GAP + (_BAR if one.shape != "nothing" else 0.0)


@own_look()
def _draw(sections: list[Section], title: str) -> Axes:
    several = len(sections) > 1
    note = textwrap.wrap(NOT_COMPARABLE, _DETAIL_LETTERS) if several else []
    top = _LINE * (len(note) + 2 if note else 1.3)
    heads = [textwrap.wrap(heading, _HEAD_LETTERS) if several else [] for heading, _, _ in sections]
    rooms = [
        _LINE * (len(head) + 1 + (not effects)) if head else 0.0
        for head, (_, effects, _) in zip(heads, sections, strict=True)
    ]
    height = top + sum(rooms) + sum(_height(one) for _, effects, _ in sections for one in effects)
    axes = _scale(title, height, top)
    _text(axes, 0, "\n".join(note), FAINT)
    at = top
    for (_, effects, empty), head, room in zip(sections, heads, rooms, strict=True):
        if head:
            _head(axes, at + _LINE * 0.5, head, "" if effects else empty)
        at += room
        for one in effects:
            _effect(axes, at, one)
            at += _height(one)
    return axes


def _head(axes: Axes, at: float, lines: list[str], empty: str) -> None:
    """The name of a section over a rule, and why there is nothing in it."""
    _text(axes, at, "\n".join(lines), INK, weight="bold", style="italic")
    rule = at + _LINE * (len(lines) + 0.1)
    axes.plot([_LEAST, EVERYBODY], [rule, rule], color=FAINT, linewidth=0.8)
    _text(axes, rule + _LINE * 0.2, empty, INK)


def _scale(title: str, height: float, top: float) -> Axes:
    """Axes from rarest to everybody, a column a word; heights are inches from the top."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    axes = chart(title, height, right=0.3, left=0.16)
    axes.set(xscale="log", xlim=(_LEAST, EVERYBODY), ylim=(height, 0), yticks=[])
    axes.spines["left"].set_visible(False)
    columns = {word: ends for word, ends in word_limits().items() if " or more" not in word}
    ticks = sorted({high for _, high in columns.values()})
    for word, (low, high) in columns.items():
        middle = (max(low, _LEAST) * high) ** 0.5
        axes.text(middle, top - _LINE * 0.45, word, ha="center", va="bottom", color=FAINT, size=SMALL)
    for tick in ticks[:-1]:
        axes.plot([tick, tick], [top - _LINE, height], color=_GRID, linewidth=0.9, zorder=0)
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: "all" if value >= EVERYBODY else f"1 in {EVERYBODY / value:,.0f}")
    )
    axes.set_xlabel("people; each column is ten times the one before", color=INK, size=SMALL)
    return axes


def _text(axes: Axes, at: float, text: str, ink: str, **more: Any) -> None:
    # Text of a table is never read as a formula; it stands on paper, where no line of the columns strikes it.
    axes.text(
        0.0, at, text, transform=axes.get_yaxis_transform(), va="top", color=ink, size=SMALL,
        linespacing=_LINE * 72 / SMALL / 1.18, parse_math=False, bbox=_ON_PAPER if text else None, **more,
    )  # fmt: skip


def _effect(axes: Axes, at: float, one: Effect) -> None:
    name = textwrap.wrap(_named(one), _NAME_LETTERS)
    details = _details(one)
    _text(axes, at, "\n".join(name), INK, weight="bold")
    axes.text(
        1.0, at, one.often, transform=axes.get_yaxis_transform(), va="top", ha="right", color=INK, size=SMALL,
        parse_math=False, bbox=_ON_PAPER,
    )  # fmt: skip
    _text(axes, at + _LINE * len(name), "\n".join(details), FAINT)
    _mark(axes, at + _LINE * (len(name) + len(details)) + _BAR / 2, one)


def _mark(axes: Axes, at: float, one: Effect) -> None:
    low, high, gid = max(one.low, _LEAST), max(one.high, _LEAST), one.shape
    if one.shape == "word":
        look: dict[str, Any] = {"facecolor": "none", "hatch": "////"} if one.unread else {"facecolor": _BAND}
        axes.barh(at, high - low, left=low, height=0.13, edgecolor=FAINT, linewidth=0.8, gid=gid, **look)
    elif one.shape == "range":
        axes.plot([low, high], [at, at], color=INKS[0], linewidth=6, solid_capstyle="butt", gid=gid)
    elif one.shape == "upper":
        axes.plot([low, high], [at, at], color=INKS[0], linewidth=1.6, linestyle=(0, (3, 2)), gid=gid)
        axes.plot([high], [at], "|", color=INKS[0], markersize=11, markeredgewidth=2.4)
    elif one.shape == "point":
        axes.plot([high], [at], "o", color=INKS[0], markersize=8, gid=gid, clip_on=False)
    if one.vehicle and one.vehicle[0]:
        share = EVERYBODY * one.vehicle[0] / one.vehicle[1]
        axes.plot([share], [at], "o", color=INKS[0], markerfacecolor="none", markersize=8, gid="vehicle")


def _alt_text(sections: list[Section], title: str) -> str:
    several = len(sections) > 1
    said = [NOT_COMPARABLE] if several else []
    for heading, effects, empty in sections:
        words = "; ".join(_said(one) for one in effects) or empty
        said.append(f"{heading}. {words}." if several else f"{words}.")
    return f"{title}, of 100 people. {' '.join(said)}"


def _said(one: Effect) -> str:
    detail = f" ({one.detail})" if one.detail else ""
    vehicle = ""
    if one.vehicle:
        seen, people = one.vehicle
        vehicle = f"; on vehicle {EVERYBODY * seen / people:.2g} ({seen} of {people} people)"
    return f"{_named(one)}{detail} [{one.id}]: {one.often}{vehicle}"
