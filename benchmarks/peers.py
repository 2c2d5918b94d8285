"""What a teacher would write without the explorer: the same choices with `interact`, answered by the kernel.

Used by the notebook that `explorer` measures. The figure is drawn as cheaply as its content allows: one text
a verdict, on one bare axes, at the usual resolution.
"""

from __future__ import annotations

from typing import Any

import ipywidgets
import matplotlib.pyplot as plt
import pandas as pd

from retinoid_teach.clinic import Patient, appropriate_options
from retinoid_teach.clinic.rows import clinic_rows
from retinoid_teach.evidence import table

COLOURS = {
    "first_line": "#1b6e3c",
    "alternative": "#1f5f99",
    "maintenance": "#5b4a99",
    "avoid": "#9a5b00",
    "contraindicated": "#a32020",
    "not_mentioned": "#555555",
}


def picture() -> None:
    """The options as a figure, redrawn at every choice."""
    _interact(draw, "bench-picture")


def html_table() -> None:
    """The options as pandas shows them, made anew at every choice."""
    _interact(answer, "bench-table")


def answer(acne_type: int, guideline: str, **ticked: bool) -> pd.DataFrame:
    """The verdict table of the present choices."""
    names = [name.split("__") for name, value in ticked.items() if value]
    conditions = tuple(name for kind, name in names if kind == "conditions")
    situations = tuple(name for kind, name in names if kind == "situations")
    return appropriate_options(acne_type, guideline, Patient(conditions=conditions, situations=situations))


def draw(acne_type: int, guideline: str, **ticked: bool) -> None:
    """The same table as a figure: names and strengths, grouped by verdict."""
    options = answer(acne_type, guideline, **ticked)
    axes = plt.figure(figsize=(8, 8)).add_subplot()
    axes.set_axis_off()
    top = 0
    for verdict, colour in COLOURS.items():
        group = options[options["verdict"] == verdict]
        if len(group):
            lines = [verdict.replace("_", " ").upper(), *(group["name"] + "  " + group["strength"])]
            axes.text(0, top, "\n".join(lines), color=colour, va="top", fontsize=8)
            top -= len(lines) + 1
    axes.set_ylim(top, 0)
    facts = ", ".join(name.split("__")[1] for name, value in ticked.items() if value)
    axes.set_title(f"Type {acne_type}, {guideline} {facts}")
    plt.show()


def _interact(function: Any, css_class: str) -> None:
    shown = ipywidgets.interact(function, **_controls())
    shown.widget.add_class(css_class)


def _controls() -> dict[str, Any]:
    guidelines = table("guidelines")["name"]
    return {
        "acne_type": ipywidgets.ToggleButtons(options=[1, 2, 3, 4], value=2),
        "guideline": ipywidgets.ToggleButtons(options=[(name, key) for key, name in guidelines.items()]),
        **{name: ipywidgets.ToggleButton(description=label) for name, label in _facts().items()},
    }


def _facts() -> dict[str, str]:
    """The common conditions and situations that contradict no other: every click then has an answer."""
    contrary = {token.split(":")[-1] for pair in clinic_rows().contradictions for token in pair[:2]}
    found: dict[str, str] = {}
    for kind in ("conditions", "situations"):
        rows = table(kind, include="all").query("common")
        found |= {f"{kind}__{key}": str(label) for key, label in rows["label"].items() if key not in contrary}
    return found
