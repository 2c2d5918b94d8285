"""A widget is seen where no widget runs, and reads the same each time."""

from __future__ import annotations

import anywidget
import pytest

from retinoid_teach.widgets._base import TeachingWidget


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
