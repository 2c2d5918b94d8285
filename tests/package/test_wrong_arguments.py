"""Slips that ended in a TypeError or AttributeError: each meets its name and what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import retinoid_teach as rt

TWO = pd.DataFrame({"events_a": [3, 5], "n_a": [9, 9], "events_b": [2, 1], "n_b": [9, 9]})
OPENED = "catalog: 'my-data' is no catalog; give what rt.open_data('my-data') gives"

SLIPS: dict[str, tuple[Callable[[], object], str]] = {
    "table of a list": (lambda: rt.table(["compounds"]), "name: ['compounds'] is not known. Allowed: "),
    "a row of a list": (lambda: rt.evidence.shipped().row(["P001"]), "row_id: ['P001'] is not known."),
    "structure of a list": (lambda: rt.pharmacology.structure(["x"]), "compound: ['x'] is not known. "),
    "skin of a list": (lambda: rt.pharmacology.skin_permeability(["x"]), "compound: ['x'] is not known. "),
    "curves of a list": (lambda: rt.views.occupancy([]), "constant_set: [] is not known. Allowed: "),
    "case of a list": (lambda: rt.widgets.case(["CASE-1"]), "case_id: ['CASE-1'] is not known. Allowed: "),
    "drugs of nothing": (lambda: rt.compare_drugs(None), "compounds: None is not a list of names"),
    "columns of one text": (
        lambda: rt.compare_drugs(["tretinoin"], columns="logp"),
        "columns: 'logp' is not a list of names, such as ['logp']",
    ),
    "quiz of nothing": (lambda: rt.widgets.quiz(None), "ids: None is not a list of names"),
    "quiz of lists": (lambda: rt.widgets.quiz([["x"]]), "question_id: ['x'] is not known. Allowed: "),
    "icons of nothing": (lambda: rt.views.icon_array(None), "risks: None is not a list of numbers"),
    "pool of nothing": (
        lambda: rt.trials.pool(None),
        "table: a NoneType is no table; give a pandas DataFrame",
    ),
    "pool of a dict": (lambda: rt.trials.pool({"n_a": [1]}), "table: a dict is no table; give a pandas"),
    "forest of nothing": (lambda: rt.views.forest(None), "table: a NoneType is no table; give a pandas"),
    "table of nothing": (lambda: rt.views.comparator_table(None), "frame: a NoneType is no table; give"),
    "folder for table": (lambda: rt.table("options", catalog="my-data"), OPENED),
    "folder for tables": (lambda: rt.tables(catalog="my-data"), OPENED),
    "folder for cite": (lambda: rt.cite("P001", catalog="my-data"), OPENED),
    "folder for drugs": (lambda: rt.compare_drugs(["tretinoin"], catalog="my-data"), OPENED),
    "folder for options": (
        lambda: rt.clinic.appropriate_options(2, "nice_ng198", catalog="my-data"),
        OPENED,
    ),
    "folder for effects": (lambda: rt.clinic.side_effects(["bpo"], catalog="my-data"), OPENED),
    "folder for pool": (lambda: rt.trials.pool(TWO, catalog="my-data"), OPENED),
    "folder for structure": (lambda: rt.pharmacology.structure("x", catalog="my-data"), OPENED),
    "folder for quiz": (lambda: rt.widgets.quiz("Q-01-01", catalog="my-data"), OPENED),
    "folder for explorer": (lambda: rt.explorer(catalog="my-data"), OPENED),
    "no folder": (
        lambda: rt.table("options", catalog=""),
        "catalog: '' is no catalog; give what rt.open_data",
    ),
    "acne type in text": (lambda: rt.explorer(acne_type="3"), "acne_type='3' must be one of 1, 2, 3, 4"),
    "patient in a dict": (
        lambda: rt.explorer(patient={"age_years": 3}),
        "patient={'age_years': 3} must be a",
    ),
    "no answer": (
        lambda: rt.learning.keep("Q-01-07", float("nan"), correct=True),
        "given: nan is not an answer; give a finite number, or the id of an answer",
    ),
    "no number": (lambda: rt.learning.keep("Q-01-07", None, correct=True), "given: None is not an answer"),
    "no question": (lambda: rt.learning.keep(None, None, correct=None), "question_id: None is not the id"),
    "no verdict": (lambda: rt.learning.keep("Q-01-07", 1, correct="yes"), "correct: 'yes' is not allowed."),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_meets_its_name_and_what_would_be_right(slip, tmp_path, monkeypatch):
    monkeypatch.setenv("RETINOID_TEACH_HOME", str(tmp_path))
    ask, said = SLIPS[slip]
    with pytest.raises(ValueError, match=f"^{re.escape(said)}"):
        ask()
    assert not list(tmp_path.iterdir())


def test_counts_that_came_through_numpy_are_counts():
    through = rt.trials.effect_size(np.int32(5), np.int64(10), np.float64(1), 10.0)
    assert through == rt.trials.effect_size(5, 10, 1, 10)


def test_an_answer_that_came_through_numpy_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("RETINOID_TEACH_HOME", str(tmp_path))
    for given in (np.int64(5), np.float64(5), 5):
        rt.learning.keep("Q-01-07", given, correct=True)
    assert [one.given for one in rt.learning.history().answers] == [5, 5, 5]
