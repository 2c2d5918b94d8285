"""Drive the explorer as a learner does, read what it shows, and say what Python would have it show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from retinoid_teach.clinic import Patient, appropriate_options
from retinoid_teach.clinic.verdict import clinic
from retinoid_teach.evidence import Catalog, shipped
from retinoid_teach.widgets._explorer.explorer import explorer, packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

ROWS = clinic().rows
NAMES = ROWS.guideline_names
TYPES = {int(row["id"]): f"{row['id']} {row['name']}" for row in shipped().rows("acne_types")}
LABELS = {row["id"]: row["label"] for name in ("conditions", "situations") for row in shipped().rows(name)}

NOBODY = {"age_years": None, "pregnancy": "not_stated", "conditions": [], "situations": []}
START: dict[str, Any] = {
    "acne_type": 2,
    "guideline": "nice_ng198",
    "region": None,
    "patient": NOBODY,
    "option": None,
    "pinned": None,
    "view": "options",
}
TRAITS = tuple(START)
CHOICES = ("acne_type", "guideline", "region", "patient")
WORDS = {
    "first_line": "First line",
    "alternative": "Alternative",
    "maintenance": "Maintenance",
    "avoid": "Avoid",
    "contraindicated": "Contraindicated",
    "not_mentioned": "Not mentioned by this guideline",
}
"""The groups, in the order of the screen."""

READ_CARDS = """root => [...root.querySelectorAll(".rt-group")].map((group) => {
  const about = (card) => [...card.querySelector(".rt-card-about").children].map((line) => line.textContent);
  const card = (node) => ({
    option: node.dataset.option,
    verdict: node.dataset.verdict,
    pill: node.querySelector(".rt-pill").textContent,
    unread: node.querySelector("[data-mark=unread]") !== null,
    conditions: node.querySelector("[data-mark=conditions]") !== null,
    would_be: /^would be ([a-z ]+)(; |$)/.exec(about(node)[0] ?? "")?.[1] ?? null,
    folded: node.closest("details") !== null,
    chosen: node.querySelector("input").checked,
  });
  return {
    verdict: group.dataset.verdict,
    shown: group.checkVisibility(),
    title: group.querySelector(".rt-group-title").textContent,
    cards: [...group.querySelectorAll(".rt-card")].map(card),
  };
})"""

READ_CONTROLS = """root => {
  const boxes = (list) => [...root.querySelectorAll(`[data-list=${list}] input:checked`)];
  const checked = (list) => boxes(list).map((one) => one.value).sort();
  const label = (text) => [...root.querySelectorAll("label")].find((one) => one.textContent === text).control;
  const age = label("Age (years)").value;
  return {
    acne_type: Number(root.querySelector(".rt-types input:checked").value),
    guideline: root.querySelector(".rt-segments input:checked").value,
    region: label("Safety rules of").value || null,
    age_years: age === "" ? null : Number(age),
    pregnancy: label("Pregnancy").value,
    conditions: checked("conditions"),
    situations: checked("situations"),
  };
}"""


@dataclass
class ExplorerPage:
    """A mounted explorer."""

    mounted: Any

    @property
    def page(self) -> Page:
        return self.mounted.page

    @property
    def root(self) -> Locator:
        return self.page.locator(".rt-explorer").first

    @property
    def state(self) -> dict[str, Any]:
        """The traits as the model has them."""
        return self.page.evaluate(
            "names => Object.fromEntries(names.map((name) => [name, model.get(name) ?? null]))", TRAITS
        )

    def receive(self, **traits: Any) -> None:
        """Set traits as Python would."""
        self.mounted.receive(**traits)

    def person(self, **said: Any) -> None:
        """Have Python describe the person anew."""
        self.receive(patient=NOBODY | said)

    def radio(self, name: str) -> Locator:
        return self.root.get_by_role("radio", name=name, exact=True)

    def box(self, label: str) -> Locator:
        return self.root.get_by_role("checkbox", name=label, exact=True)

    def field(self, label: str) -> Locator:
        return self.root.get_by_label(label, exact=True)

    def card(self, option: str) -> Locator:
        return self.root.locator(f".rt-card[data-option={option}]")

    def panel(self) -> Locator:
        return self.root.locator(".rt-panel")

    def section(self, key: str) -> Locator:
        return self.panel().locator(f"[data-section={key}]")

    def open_all(self) -> None:
        """Unfold everything that is folded, also what is made only when its fold is opened."""
        self.page.evaluate(
            """async () => {
              for (let fold; (fold = document.querySelector("details:not([open])"));) {
                const told = new Promise((done) => fold.addEventListener("toggle", done, { once: true }));
                fold.open = true;
                await told;
              }
            }"""
        )

    def groups(self) -> list[dict[str, Any]]:
        return self.root.evaluate(READ_CARDS)

    def controls(self) -> dict[str, Any]:
        return self.root.evaluate(READ_CONTROLS)

    def focused(self) -> dict[str, Any]:
        """What has the focus: whether it is in the explorer and can be seen, and enough to know it again."""
        return self.page.evaluate(
            """() => {
              const at = document.activeElement;
              const words = at.labels?.length ? at.labels[0] : at;
              return {
                inside: at.closest(".rt-explorer") !== null && at.checkVisibility(),
                id: at.id, tag: at.tagName.toLowerCase(), text: words.textContent.slice(0, 80),
                type: at.type ?? "", value: at.value ?? "",
              };
            }"""
        )

    def tab_to(self, **wanted: str) -> dict[str, Any]:
        """Press Tab until something that is so has the focus; it must come within one round."""
        seen = []
        for _ in range(150):
            self.page.keyboard.press("Tab")
            now = self.focused()
            if all(text in now[name] for name, text in wanted.items()):
                return now
            seen.append(now["text"] or now["id"] or now["tag"])
        raise AssertionError(f"Tab never came to {wanted}; it came to {seen}")


def open_explorer(
    page_with: Callable[..., Any],
    *,
    catalog: Catalog | None = None,
    traits: dict[str, Any] | None = None,
    **how: Any,
) -> ExplorerPage:
    """Mount the explorer: `traits` as Python would set them, `how` as `page_with` takes it."""
    widget = explorer()
    state = START | {"data": packed(catalog)} | (traits or {})
    return ExplorerPage(page_with(widget._esm, widget._css, state, **how))


def table_of(state: dict[str, Any], catalog: Catalog | None = None) -> Any:
    """`appropriate_options` for the traits of a model."""
    patient = Patient(**state["patient"], catalog=catalog)
    return appropriate_options(
        state["acne_type"], state["guideline"], patient, state["region"], catalog=catalog
    )


def expected_groups(state: dict[str, Any], catalog: Catalog | None = None) -> list[dict[str, Any]]:
    """What the list must show, from Python's table alone.

    In a group, what the guideline speaks of comes first; the first card is open until another is chosen.
    """
    table = table_of(state, catalog)
    unread = {row["id"] for row in (catalog or shipped()).rows("options") if row["basis"] == "unread"}
    groups = []
    for verdict, word in WORDS.items():
        rows = table[table["verdict"] == verdict].sort_values(
            "would_be", key=lambda names: names == "not_mentioned", kind="stable"
        )
        cards = [expected_card(row, row.name in unread) for _, row in rows.iterrows()]
        groups.append(
            {"verdict": verdict, "shown": bool(cards), "title": f"{word}{len(cards)}", "cards": cards}
        )
    chosen = next(card for group in groups for card in group["cards"])
    for group in groups:
        for card in group["cards"]:
            card["chosen"] = card["option"] == (state["option"] or chosen["option"])
    return groups


def expected_card(row: Any, row_unread: bool) -> dict[str, Any]:
    """A card: folded where the guideline would not mention the option for anyone.

    The mark stands where the verdict rests on an unread row, and where the option's own row is one.
    """
    ruled_out = row["verdict"] != row["would_be"]
    word = WORDS[row["would_be"]].lower() if row["would_be"] != "not_mentioned" else "not mentioned"
    fits = not ruled_out and row["verdict"] != "not_mentioned" and len(row["strength"]) <= 22
    return {
        "option": row.name,
        "verdict": row["verdict"],
        "pill": row["strength"] if fits else "",
        "unread": not row["checked"] or row_unread,
        "conditions": row["with_conditions"],
        "would_be": word if ruled_out else None,
        "folded": row["would_be"] == "not_mentioned",
    }


def expected_controls(state: dict[str, Any]) -> dict[str, Any]:
    patient = state["patient"]
    return {
        "acne_type": state["acne_type"],
        "guideline": state["guideline"],
        "region": state["region"],
        "age_years": patient["age_years"],
        "pregnancy": patient["pregnancy"],
        "conditions": sorted(patient["conditions"]),
        "situations": sorted(patient["situations"]),
    }


def shows_what_python_says(explorer: ExplorerPage) -> dict[str, Any]:
    """Check the whole list, its counts and the controls; give the state."""
    state = explorer.state
    differing = list(unlike(explorer.groups(), expected_groups(state)))
    if differing:
        pytest.fail(f"{state}\n" + "\n".join(differing), pytrace=False)
    assert explorer.controls() == expected_controls(state)
    assert expected_counts(state) in explorer.root.locator(".rt-summary").inner_text()
    return state


def expected_counts(state: dict[str, Any]) -> str:
    """What the guideline speaks of, verdict by verdict; what only safety rules speak of is apart."""
    table = table_of(state)
    silent = table["reasons"].str.contains(" does not speak of it here.", regex=False)
    ruled = silent & table["verdict"].isin(["avoid", "contraindicated"])
    spoken = table[~ruled & (table["verdict"] != "not_mentioned")]
    counts = spoken["verdict"].value_counts()
    said = [f"{counts[verdict]} {word.lower()}" for verdict, word in WORDS.items() if verdict in counts]
    text = f"The guideline speaks of {len(spoken)} of {len(table)} options"
    text += f": {', '.join(said)}." if said else "."
    return text + (f" Of the others, safety rules speak against {ruled.sum()}." if ruled.any() else "")


def unlike(shown: list[dict[str, Any]], expected: list[dict[str, Any]]) -> Iterator[str]:
    """Say card by card what is shown and what Python expects."""
    for group, other in zip(shown, expected, strict=True):
        for name in ("verdict", "shown", "title"):
            if group[name] != other[name]:
                yield f"group {other['verdict']}: {name} {group[name]!r}, expected {other[name]!r}"
        orders = [[card["option"] for card in one["cards"]] for one in (group, other)]
        if orders[0] != orders[1]:
            yield f"group {other['verdict']}: {orders[0]}, expected {orders[1]}"
            continue
        for card, wanted in zip(group["cards"], other["cards"], strict=True):
            if card != wanted:
                yield f"{card}, expected {[item for item in wanted.items() if item not in card.items()]}"


def can_be(patient: dict[str, Any], **changes: Any) -> bool:
    try:
        Patient(**(patient | changes))
    except ValueError:
        return False
    return True
