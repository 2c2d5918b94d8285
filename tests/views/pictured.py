"""Every figure that is compared with a stored picture: those that lessons show, and what no lesson shows."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from typing import Any

import pandas as pd

from retinoid_teach import views
from retinoid_teach.clinic import Patient
from retinoid_teach.views import Figure
from tests.notebooks.reading import LESSONS, code

FUNCTIONS = {
    name
    for name in views.__all__
    if inspect.isfunction(getattr(views, name))
    and inspect.signature(getattr(views, name)).return_annotation == "Figure"
}
STUDIES = pd.DataFrame(
    [(12, 40, 6, 40), (30, 90, 20, 90), (9, 60, 18, 61)],
    ["First", "Second", "Third"],
    ["events_a", "n_a", "events_b", "n_b"],
)
COUNTS = pd.DataFrame(
    [["01", "Name a lesion", 4, 3, 2], ["01", "Score a face", 2, 0, 0], ["02", "Draw a receptor", 3, 1, 0]],
    columns=["lesson", "objective", "questions", "answered", "right_last"],
)
OTHERS: dict[str, Callable[[], Figure]] = {
    "absorption": views.absorption,
    "concentration-metabolite-log": lambda: views.concentration(
        40, doses=10, models=["lag"], hours=96, metabolite=True, log=True
    ),
    "forest": lambda: views.forest(STUDIES, "risk_ratio", "random"),
    "forest-difference": lambda: views.forest(STUDIES, "risk_difference"),
    "forest-published-abortion": lambda: views.forest_published("spontaneous abortion"),
    "frequency-adapalene": lambda: views.frequency("adapalene"),
    "guideline-matrix": lambda: views.guideline_matrix(1),
    "guideline-matrix-pregnant": lambda: views.guideline_matrix(1, Patient(pregnancy="pregnant"), "UK"),
    "icon-array-one": lambda: views.icon_array([0.3], ["before"], event="dry skin"),
    "objective-bars": lambda: views.objective_bars(COUNTS),
    "occupancy-marked": lambda: views.occupancy("kd_r013", concentration_nm=5),
    "skin-not-observed": lambda: views.skin("retinol"),
    "structure-differ": lambda: views.structure("isotretinoin", "alitretinoin"),
}


def called(source: str) -> set[str]:
    """The functions of the views that a cell calls and that draw a figure."""
    found = (ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {name.removeprefix("rt.views.") for name in found} & FUNCTIONS


def _shown(first: str, source: str) -> Figure:
    """What a lesson's cell shows: its last line, after the lesson's first cell."""
    names: dict[str, Any] = {}
    exec(first, names)
    *lines, last = ast.parse(source).body
    assert isinstance(last, ast.Expr)
    exec(compile(ast.Module(lines, []), "<cell>", "exec"), names)
    figure = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    assert isinstance(figure, Figure)
    return figure


def _of_lessons() -> dict[str, Callable[[], Figure]]:
    found: dict[str, Callable[[], Figure]] = {}
    for path in LESSONS:
        first, *others = code(path)
        for cell in others:
            if called(cell.source):
                found[f"{path.stem[:2]}-{cell.id}"] = lambda one=first.source, other=cell.source: _shown(
                    one, other
                )
    return found


PICTURED = {**_of_lessons(), **OTHERS}
