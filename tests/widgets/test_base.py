"""A widget is seen where no widget runs, and reads the same each time."""

from __future__ import annotations

import re
from pathlib import Path

import anywidget
import pytest
from traitlets import TraitError

import retinoid_teach.widgets as shipped
from retinoid_teach import compare_drugs
from retinoid_teach.widgets._page.base import RefusedError, TeachingWidget


class Plain(TeachingWidget):
    _esm = "export default { render() {} };\n"

    def _html(self) -> str:
        return "<p>still here</p>"

    def _label(self) -> str:
        return "of a test"


class Unfinished(TeachingWidget):
    _esm = Plain._esm


def test_an_output_has_the_live_view_and_the_static_form_beside_it() -> None:
    data, metadata = Plain()._repr_mimebundle_(include=None, exclude=None)
    assert data["text/html"] == "<p>still here</p>"
    assert data["text/plain"] == "<Plain of a test>"
    assert "model_id" in data["application/vnd.jupyter.widget-view+json"]
    assert metadata == {}


def test_the_text_form_is_the_same_for_the_same_state() -> None:
    assert repr(Plain()) == repr(Plain())


def test_where_anywidget_has_nothing_to_show_neither_has_the_widget(monkeypatch) -> None:
    monkeypatch.setattr(anywidget.AnyWidget, "_repr_mimebundle_", lambda self, **kwargs: None)
    assert Plain()._repr_mimebundle_() is None


def test_a_widget_without_a_static_form_says_what_is_missing() -> None:
    assert repr(Unfinished()) == "<Unfinished>"
    with pytest.raises(NotImplementedError, match="Unfinished has no static form: write _html"):
        Unfinished()._repr_mimebundle_()


WIDGETS = {
    "explorer": shipped.explorer,
    "GAGS scorer": shipped.gags_scorer,
    "claims": lambda: shipped.claims(["CL01"]),
    "evidence lab": lambda: shipped.evidence_lab("CM05"),
    "evidence table": lambda: shipped.evidence_table("pk_parameters", ["P004"]),
    "drug table": lambda: shipped.drug_table(compare_drugs(["adapalene", "tretinoin"])),
    "quiz": lambda: shipped.quiz("Q-01-02"),
    "case": lambda: shipped.case("CASE-1"),
    "kinetics lab": shipped.kinetics_lab,
}
WRONG = [
    ("explorer", "acne_type", 99),
    ("explorer", "guideline", "nobody"),
    ("explorer", "region", "mars"),
    ("explorer", "option", "water"),
    ("explorer", "pinned", "water"),
    ("explorer", "view", "sideways"),
    ("GAGS scorer", "lesions", {"nose": "boil"}),
    ("GAGS scorer", "lesions", {"tail": "nodule"}),
    ("GAGS scorer", "lesions", {"nose": ["nodule"]}),
    ("claims", "judgements", {"CL99": "supported"}),
    ("claims", "judgements", {"CL01": "perhaps"}),
    ("claims", "revised", {"CL01": ["supported"]}),
    ("evidence lab", "comparison", "CM99"),
    ("evidence lab", "measure", "weight"),
    ("evidence lab", "method", "guess"),
    ("evidence lab", "left_out", "T99"),
    ("evidence lab", "baseline", 101),
    ("evidence lab", "baseline", "all"),
    ("evidence table", "columns", ["weather"]),
    ("evidence table", "columns", [["value"]]),
    ("evidence table", "sort_by", "weather"),
    ("drug table", "sort_by", "weather"),
    ("quiz", "answers", {"Q-01-02": "x"}),
    ("quiz", "tries", [[["Q-01-02"], "x"]]),
    ("case", "chosen", "CASE-99"),
    ("case", "answers", {"CASE-1-1": "x"}),
]


@pytest.mark.parametrize(("name", "trait", "value"), WRONG)
def test_a_wrong_value_is_refused_and_the_old_one_stays_whoever_sends_it(name, trait, value) -> None:
    """A plain ValueError let the wrong value stay, and then every look at the widget failed."""
    widget = WIDGETS[name]()
    before, shown = getattr(widget, trait), widget._html()
    with pytest.raises(TraitError):
        widget.set_state({trait: value})
    assert getattr(widget, trait) == before
    with pytest.raises(RefusedError) as refused:
        setattr(widget, trait, value)
    assert isinstance(refused.value, ValueError)
    assert getattr(widget, trait) == before
    assert widget._html() == shown


def test_no_widget_checks_a_trait_in_another_way() -> None:
    scripts = Path(shipped.__file__).parent.glob("_*.py")
    plain = [one.name for one in scripts if "@traitlets.validate" in one.read_text(encoding="utf-8")]
    assert plain == []


@pytest.mark.parametrize("name", WIDGETS)
def test_the_page_sets_nothing_that_is_not_its_to_set(name) -> None:
    widget = WIDGETS[name]()
    own = {trait for trait, one in widget.traits(sync=True).items() if one.read_only}
    assert "data" in own
    kept = {*own, "_esm", "_css", "_anywidget_id", "_model_module", "_view_name"}
    before = {trait: getattr(widget, trait) for trait in kept}
    forged = {trait: ["saved"] if isinstance(one, list) else "forged" for trait, one in before.items()}
    widget.set_state(forged | {"nothing": 1, "_view_count": 2})
    assert {trait: getattr(widget, trait) for trait in kept} == before
    assert widget._view_count == 2
    assert not re.search("forged", widget._html())
