"""Running the lessons twice gives the same bytes: the parts of `make lessons` that see to it."""

from __future__ import annotations

import copy
import io
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

import lessons as script
from retinoid_teach.widgets._page.cell_ids import layout_id, widget_id

VIEW, STATE = script.VIEW, script.STATE


def model(name: str, **state: Any) -> dict[str, Any]:
    return {"model_name": name, "model_module": "anywidget", "state": state}


def shows(*ids: str, count: int = 1) -> list[Any]:
    return [
        nbformat.v4.new_output(
            "execute_result", {VIEW: {"model_id": one}, "text/html": "<p>x</p>"}, execution_count=count
        )
        for one in ids
    ]


def executed(salt: str) -> Any:
    """A notebook as a kernel leaves it: random ids, timings, models that nothing shows."""
    notebook = nbformat.v4.new_notebook()
    first = nbformat.v4.new_code_cell("a", id="first", execution_count=7)
    first.outputs = shows(f"{salt}1", count=7)
    first.metadata["execution"] = {"iopub.execute_input": salt}
    second = nbformat.v4.new_code_cell("b", id="second", execution_count=9)
    second.outputs = shows(f"{salt}2", count=9)
    notebook.cells = [nbformat.v4.new_markdown_cell("# A", id="title"), first, second]
    states = {
        f"{salt}9": model("Forgotten"),
        f"{salt}3": model("Layout"),
        f"{salt}2": model("Box", layout=f"IPY_MODEL_{salt}3", children=[f"IPY_MODEL_{salt}1"]),
        f"{salt}1": model("Widget", layout=f"IPY_MODEL_{salt}4", value=1),
        f"{salt}4": model("Layout"),
    }
    notebook.metadata = {
        "kernelspec": {"name": "other"},
        "language_info": {"name": "python", "version": "3.11.4"},
        "widgets": {STATE: {"state": states, "version_major": 2, "version_minor": 0}},
    }
    return notebook


def settled(salt: str, name: str = "lesson") -> Any:
    notebook = executed(salt)
    script.settle(notebook, name)
    return notebook


def states_of(notebook: Any) -> dict[str, Any]:
    return dict(notebook.metadata["widgets"][STATE]["state"])


def test_two_runs_give_the_same_text() -> None:
    assert script.serialised(settled("aaaa")) == script.serialised(settled("bbbb"))


def test_two_lessons_and_two_cells_never_share_a_widget_id() -> None:
    ids = [*states_of(settled("aaaa", "one")), *states_of(settled("aaaa", "two"))]
    assert len(set(ids)) == len(ids) == 8


def test_only_what_is_shown_and_what_it_needs_is_kept() -> None:
    names = sorted(state["model_name"] for state in states_of(settled("aaaa")).values())
    assert names == ["Box", "Layout", "Layout", "Widget"]


def test_references_between_models_and_from_outputs_follow_the_new_ids() -> None:
    notebook = settled("aaaa")
    states = states_of(notebook)
    shown = [output.data[VIEW]["model_id"] for cell in notebook.cells[1:] for output in cell.outputs]
    assert [states[one]["model_name"] for one in shown] == ["Widget", "Box"]
    box = states[shown[1]]["state"]
    assert box["children"] == [f"IPY_MODEL_{shown[0]}"]
    assert states[box["layout"].removeprefix("IPY_MODEL_")]["model_name"] == "Layout"
    assert "aaaa" not in script.serialised(notebook)


def test_counts_timings_and_versions_are_settled() -> None:
    notebook = settled("aaaa")
    cells = list(script.code_cells(notebook))
    assert [cell.execution_count for cell in cells] == [1, 2]
    assert [output.execution_count for cell in cells for output in cell.outputs] == [1, 2]
    assert all("execution" not in cell.metadata for cell in cells)
    assert notebook.metadata["kernelspec"]["name"] == "python3"
    assert notebook.metadata["language_info"] == script.LANGUAGE
    assert "version" not in script.LANGUAGE


def test_a_cell_keeps_its_other_metadata_and_gets_what_a_stray_key_needs() -> None:
    notebook = executed("aaaa")
    notebook.cells[0].metadata["tags"] = ["mine"]
    script.settle(notebook, "lesson")
    assert dict(notebook.cells[0].metadata) == {"tags": ["mine"], "deletable": False}
    assert dict(notebook.cells[1].metadata) == {"deletable": False}


def test_a_widget_of_the_course_keeps_the_id_that_its_cell_gave_it() -> None:
    notebook = executed("aaaa")
    own, layout = widget_id("first", 0), layout_id(widget_id("first", 0))
    states = notebook.metadata["widgets"][STATE]["state"]
    states[own] = model("Widget", layout=f"IPY_MODEL_{layout}")
    states[layout] = model("Layout")
    notebook.cells[1].outputs = shows(own)
    script.settle(notebook, "lesson")
    assert notebook.cells[1].outputs[0].data[VIEW]["model_id"] == own
    assert states_of(notebook)[own]["state"]["layout"] == f"IPY_MODEL_{layout}"


def test_bytes_are_stored_in_the_order_of_the_page() -> None:
    buffers = [{"path": path, "data": ""} for path in (["y", 10], ["y", 2], ["x"])]
    stored = script.as_the_page_writes({"model_name": "AnyModel", "state": {}, "buffers": buffers})
    assert [one["path"] for one in stored["buffers"]] == [["x"], ["y", 10], ["y", 2]]


@pytest.mark.parametrize(
    ("written", "by_the_page"),
    [(1.0, "1"), (-0.0, "0"), (1.5, "1.5"), (1e20, "100000000000000000000"), (1e21, "1e+21"), (True, "true")],
)
def test_a_number_is_stored_as_the_page_writes_it(written: float, by_the_page: str) -> None:
    (stored,) = script.as_the_page_writes({"deep": [written]})["deep"]
    assert json.dumps(stored) == by_the_page


def test_only_a_layout_loses_its_empty_settings() -> None:
    models = {kind: {"model_name": kind, "state": {"width": None}} for kind in ("LayoutModel", "AnyModel")}
    assert script.as_the_page_writes(models) == {
        "LayoutModel": {"model_name": "LayoutModel", "state": {}},
        "AnyModel": {"model_name": "AnyModel", "state": {"width": None}},
    }


def test_a_notebook_without_widgets_stores_none() -> None:
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell("1", id="one")]
    script.settle(notebook, "lesson")
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def test_an_output_without_its_state_is_said_and_not_stored() -> None:
    notebook = executed("aaaa")
    notebook.metadata["widgets"][STATE]["state"].pop("aaaa1")
    with pytest.raises(ValueError, match="state was not stored"):
        script.settle(notebook, "lesson")


def test_outputs_of_an_earlier_run_are_forgotten() -> None:
    notebook = executed("aaaa")
    script.forget_outputs(notebook)
    assert all(cell.outputs == [] and cell.execution_count is None for cell in script.code_cells(notebook))
    assert "widgets" not in notebook.metadata


@pytest.mark.parametrize(
    ("output", "says"),
    [
        (nbformat.v4.new_output("stream", name="stderr", text="a warning"), "prints to stderr: a warning"),
        (nbformat.v4.new_output("stream", name="stdout", text="hello"), "prints to stdout: hello"),
        (nbformat.v4.new_output("error", ename="KeyError", evalue="x"), "fails with KeyError: x"),
        (nbformat.v4.new_output("display_data", {"text/plain": "<A at 0x7f00aa11bb22>"}), "memory address"),
    ],
)
def test_outputs_that_should_not_be_stored(output: Any, says: str) -> None:
    notebook = executed("aaaa")
    notebook.cells[1].outputs = [output]
    (fault,) = script.faults(notebook, "short")
    assert fault.startswith("cell first: ")
    assert says in fault


def test_a_lesson_may_not_be_too_large() -> None:
    (fault,) = script.faults(nbformat.v4.new_notebook(), "é" * (script.MOST_BYTES // 2 + 1))
    assert fault == f"{script.MOST_BYTES + 2} bytes; a lesson has at most {script.MOST_BYTES}"


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell("1 + 1", id="sum")]
    path = tmp_path / "09_sums.ipynb"
    nbformat.write(notebook, path)
    return path


def answers(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Stand in for the kernel: every cell shows `text`."""

    def execute(notebook: Any, folder: Path) -> None:
        for cell in script.code_cells(notebook):
            cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": text}, execution_count=3)]

    monkeypatch.setattr(script, "execute", execute)


def test_a_check_changes_nothing_and_fails_where_a_run_would(
    stored: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(monkeypatch, "2")
    before = stored.read_bytes()
    assert script.main(["--check", str(stored)]) == 1
    assert stored.read_bytes() == before
    assert script.main([str(stored)]) == 0
    assert script.main(["--check", str(stored)]) == 0
    answers(monkeypatch, "3")
    assert script.main(["--check", str(stored)]) == 1
    assert "differs from a new run" in capsys.readouterr().out


def test_a_faulty_lesson_is_not_stored(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "<object at 0x7f0011223344>")
    before = stored.read_bytes()
    assert script.main([str(stored)]) == 1
    assert stored.read_bytes() == before


def test_lessons_come_in_the_order_of_the_course(tmp_path: Path) -> None:
    for name in ("01_b.ipynb", "00_a.ipynb", "notes.md"):
        (tmp_path / name).touch()
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "00_a-checkpoint.ipynb").touch()
    assert [path.name for path in script.lesson_files(tmp_path)] == ["00_a.ipynb", "01_b.ipynb"]


def test_the_kernel_finds_this_checkout_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    environment = script.kernel_environment()
    assert environment["PYTHONPATH"].split(script.os.pathsep) == [str(script.ROOT), "elsewhere"]
    assert environment["PYTHONHASHSEED"] == "0"


def test_a_lesson_is_executed_in_an_empty_home_for_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers_home: Path
) -> None:
    seen: list[tuple[Path, list[Path]]] = []

    def execute(self: Any, env: dict[str, str]) -> None:
        home = Path(env["RETINOID_TEACH_HOME"])
        seen.append((home, list(home.iterdir())))

    monkeypatch.setattr("nbclient.NotebookClient.execute", execute)
    script.execute(executed("a"), tmp_path)
    ((home, held),) = seen
    assert held == []
    assert home != answers_home
    assert not home.exists()


def test_a_state_is_copied_and_not_changed() -> None:
    state = {"layout": "IPY_MODEL_a", "deep": [{"also": "IPY_MODEL_b"}], "text": "about IPY_MODEL_a"}
    before = copy.deepcopy(state)
    new = script.renamed(state, {"a": "x", "b": "y"})
    assert new == {"layout": "IPY_MODEL_x", "deep": [{"also": "IPY_MODEL_y"}], "text": "about IPY_MODEL_a"}
    assert state == before


def test_a_fault_in_any_letters_is_printed(monkeypatch):
    output = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="strict")
    monkeypatch.setattr("sys.stdout", output)
    monkeypatch.setattr(script, "run_lesson", lambda path, check: ["prints to stdout: a → b, Łukasz"])
    assert script.main(["x.ipynb"]) == 1
    output.flush()
    assert output.buffer.getvalue() == b"x.ipynb: prints to stdout: a \\u2192 b, \\u0141ukasz\n"
