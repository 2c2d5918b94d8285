"""A cell gives its widgets the same ids each time it runs; what stood under an id before is closed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import IPython
import ipywidgets
import pytest

from retinoid_teach.widgets._page.base import TeachingWidget
from retinoid_teach.widgets._page.cell_ids import layout_id, widget_id


class Plain(TeachingWidget):
    _esm = "export default { render() {} };\n"

    def _html(self) -> str:
        return "<p>still here</p>"


@pytest.fixture
def run(monkeypatch):
    """Run cells as a kernel does: `run(cell, count)` makes so many widgets in a run of its own."""
    runs = iter(range(100))

    def make(cell: str | None, count: int = 1, message: str = "execute_request") -> list[Plain]:
        metadata = {} if cell is None else {"cellId": cell}
        parent = {"header": {"msg_id": f"run-{next(runs)}", "msg_type": message}, "metadata": metadata}
        monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(get_parent=lambda: parent))
        return [Plain() for _ in range(count)]

    return make


def ids(widgets: list[Plain]) -> list[str]:
    return [one.model_id for one in widgets]


def test_a_cell_that_runs_again_shows_the_same_widgets(run):
    first = ids(run("one", 2))
    assert first == [widget_id("one", 0), widget_id("one", 1)]
    assert ids(run("one", 2)) == first


def test_two_cells_and_two_widgets_of_a_cell_share_no_id(run):
    shown = [*run("left", 2), *run("right", 2)]
    models = [*ids(shown), *(one.layout.model_id for one in shown)]
    assert len(set(models)) == 8


def test_what_an_earlier_run_made_is_closed_before(run):
    (before,) = run("again")
    layout = before.layout
    assert before.model_id == widget_id("again", 0)
    (after,) = run("again")
    assert before.comm is None
    assert layout.comm is None
    assert after.model_id == widget_id("again", 0)
    assert after.layout.model_id == layout_id(after.model_id)


def test_a_cell_that_makes_fewer_widgets_leaves_the_rest_alone(run):
    _, second = run("fewer", 2)
    assert second.model_id == widget_id("fewer", 1)
    run("fewer", 1)
    assert second.comm is not None


def test_a_closed_widget_does_not_take_its_id_back(run):
    (before,) = run("closed")
    before.open()
    (after,) = run("closed")
    before.open()
    assert before.comm is None
    assert after.model_id == widget_id("closed", 0)


@pytest.mark.parametrize(
    "show", [Plain.model_id.fget, Plain._repr_mimebundle_, lambda one: ipywidgets.Box([one])], ids=range(3)
)
def test_the_page_hears_of_a_widget_when_it_is_shown_and_its_state_is_complete(run, show):
    """A page that drew in between what an earlier run had left, drew a widget without its data."""
    (one,) = run("late")
    assert one.comm is None
    show(one)
    assert one.comm is not None


@pytest.mark.parametrize("message", ["comm_msg", "execute_request"])
def test_where_no_cell_is_named_each_id_is_new(run, message):
    (one,), (other,) = run(None, message=message), run(None, message=message)
    assert one.model_id != other.model_id
    assert one.comm is not None


@pytest.mark.parametrize("parent", [None, "text", {}, {"metadata": {"cellId": 3}}])
def test_a_message_of_another_front_end_is_no_trouble(monkeypatch, parent: Any):
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(get_parent=lambda: parent))
    assert Plain().model_id != Plain().model_id


def test_without_a_shell_each_id_is_new(monkeypatch):
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    assert Plain().model_id != Plain().model_id
