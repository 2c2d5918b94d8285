"""Execute every lesson and store what it shows. Run twice, it changes nothing.

A stored lesson can be read on a phone with nothing running, and its widgets answer before any cell has run.
For that the notebook keeps its outputs and the state of the widgets it shows. Everything that tells the time
is left out. What is stored is what JupyterLab would write: a lesson that is only looked at stays as it is.

``python scripts/lessons.py`` writes; ``python scripts/lessons.py --check`` only says what would change.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from bootstrapping.streams import print_any_letter
from retinoid_teach.widgets._page.cell_ids import layout_id, widget_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
LESSONS = ROOT / "notebooks"
MOST_BYTES = 450_000
LARGEST_WHOLE = 1e21
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# As the kernel tells JupyterLab, but for the version: a lesson stays the same when Python is patched.
# `retinoid-teach lab` writes the version of the learner's Python into the learner's copy.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
REFERENCE = re.compile(r"^IPY_MODEL_(\w+)$")
ADDRESS = re.compile(r" at 0x[0-9a-f]{6,}")


def lesson_files(folder: Path) -> list[Path]:
    """Give the lessons of a folder, in the order of the course."""
    return sorted(folder.glob("*.ipynb"))


def execute(notebook: Any, folder: Path) -> None:
    """Run every cell in a new kernel; outputs and widget states are put into the notebook."""
    from nbclient import NotebookClient

    forget_outputs(notebook)
    client = NotebookClient(
        notebook,
        kernel_name=KERNEL["name"],
        timeout=300,
        store_widget_state=True,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.on_cell_execute = lambda **running: name_cell(client, running["cell"].id)
    # A home of its own: a stored lesson shows nobody's answers or settings, and leaves none.
    with tempfile.TemporaryDirectory() as home:
        client.execute(env=kernel_environment() | {"RETINOID_TEACH_HOME": home, "IPYTHONDIR": home})


def name_cell(client: Any, cell_id: str) -> None:
    """Tell the kernel which cell it runs, as JupyterLab does: a widget's id comes from it."""
    client.kc.session.metadata = {"cellId": cell_id}


def kernel_environment() -> dict[str, str]:
    """Let the kernel find this checkout first, and order its sets the same way each time."""
    paths = [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}


def forget_outputs(notebook: Any) -> None:
    """Take away what an earlier run left, in place."""
    notebook.metadata.pop("widgets", None)
    for cell in code_cells(notebook):
        cell.outputs = []
        cell.execution_count = None


def code_cells(notebook: Any) -> Iterator[Any]:
    """Yield the code cells in order."""
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def settle(notebook: Any, name: str) -> None:
    """Make all that varies from run to run the same each time, in place."""
    for count, cell in enumerate(code_cells(notebook), start=1):
        cell.execution_count = count
        cell.metadata.pop("execution", None)
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    for cell in notebook.cells:
        cell.metadata["deletable"] = False  # by a stray key; whoever means it, can set it back
    widgets = settle_widgets(notebook, name)
    notebook.metadata = {"kernelspec": KERNEL, "language_info": LANGUAGE, **widgets}


def settle_widgets(notebook: Any, name: str) -> dict[str, Any]:
    """Rename the widget models that an output shows after their cell, in place; give their metadata."""
    stored = notebook.metadata.get("widgets", {}).get(STATE, {})
    models = stored.get("state", {})
    names = stable_names(notebook, models, name)
    for cell in code_cells(notebook):
        for output in cell.outputs:
            view = output.get("data", {}).get(VIEW)
            if view is not None:
                view["model_id"] = names[view["model_id"]]
    kept = {new: as_the_page_writes(renamed(models[old], names)) for old, new in names.items()}
    return {"widgets": {STATE: {**stored, "state": kept}}} if kept else {}


def stable_names(notebook: Any, models: dict[str, Any], name: str) -> dict[str, str]:
    """Work out the new id of every model that is shown, or that a shown model needs.

    A widget of the course has an id of its cell already, and so has its layout.
    """
    names: dict[str, str] = {}
    for cell in code_cells(notebook):
        shown = [o["data"][VIEW]["model_id"] for o in cell.outputs if VIEW in o.get("data", {})]
        own = [widget_id(cell.id, order) for order in range(len(models))]
        lasting = {*own, *map(layout_id, own)}
        for order, model in enumerate(reachable(shown, models)):
            new = uuid.uuid5(uuid.NAMESPACE_OID, f"{name}/{cell.id}/{order}").hex
            names.setdefault(model, model if model in lasting else new)
    return names


def as_the_page_writes(value: Any) -> Any:
    """Copy a model as a page writes it: a whole number has no point, and a layout has no empty settings.

    >>> as_the_page_writes({"model_name": "LayoutModel", "state": {"width": None, "flex": 1.0}})
    {'model_name': 'LayoutModel', 'state': {'flex': 1}}
    """
    if isinstance(value, dict):
        part = {key: as_the_page_writes(one) for key, one in value.items()}
        if part.get("model_name") == "LayoutModel":
            part["state"] = {key: one for key, one in part["state"].items() if one is not None}
        if "buffers" in part and "model_name" in part:
            part["buffers"].sort(key=lambda one: ",".join(map(str, one["path"])))
        return part
    if isinstance(value, list):
        return [as_the_page_writes(one) for one in value]
    # A script has one kind of number; from 1e21 on it writes an exponent, as Python does.
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_WHOLE:
        return int(value)
    return value


def reachable(shown: Sequence[str], models: dict[str, Any]) -> list[str]:
    """List the shown models and all they refer to, breadth first."""
    found = list(dict.fromkeys(shown))
    for model in found:
        if model not in models:
            raise ValueError(f"an output shows widget {model}, but its state was not stored")
        found += [other for other in references(models[model]["state"]) if other not in found]
    return found


def references(value: Any) -> list[str]:
    """Find the ids of the models that a state refers to, in the order of its keys.

    >>> references({"layout": "IPY_MODEL_a1", "children": ["IPY_MODEL_b2"], "value": 3})
    ['b2', 'a1']
    """
    if isinstance(value, str):
        return REFERENCE.findall(value)
    if isinstance(value, dict):
        return [model for key in sorted(value) for model in references(value[key])]
    if isinstance(value, list):
        return [model for part in value for model in references(part)]
    return []


def renamed(value: Any, names: dict[str, str]) -> Any:
    """Copy a state with every reference renamed.

    >>> renamed({"layout": "IPY_MODEL_a1", "value": 3}, {"a1": "b2"})
    {'layout': 'IPY_MODEL_b2', 'value': 3}
    """
    if isinstance(value, str):
        return REFERENCE.sub(lambda match: f"IPY_MODEL_{names[match[1]]}", value)
    if isinstance(value, dict):
        return {key: renamed(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [renamed(part, names) for part in value]
    return value


def serialised(notebook: Any) -> str:
    """Write a notebook as text, one way only."""
    text: str = nbformat.writes(notebook, version=4)
    return text.rstrip("\n") + "\n"


def faults(notebook: Any, text: str) -> list[str]:
    """Say what makes an executed lesson unfit to be stored."""
    found = [f"cell {cell.id}: {fault}" for cell in code_cells(notebook) for fault in cell_faults(cell)]
    size = len(text.encode())
    if size > MOST_BYTES:
        found.append(f"{size} bytes; a lesson has at most {MOST_BYTES}")
    return found


def cell_faults(cell: Any) -> Iterator[str]:
    """Yield what a cell's outputs should not contain."""
    for output in cell.outputs:
        if output.output_type == "error":
            yield f"fails with {output.ename}: {output.evalue}"
        elif output.output_type == "stream":
            yield f"prints to {output.name}: {output.text.strip()[:200]}"
        elif ADDRESS.search(str(output.get("data", {}).get("text/plain", ""))):
            yield "shows a memory address, which differs from run to run"


def run_lesson(path: Path, check: bool) -> list[str]:
    """Execute one lesson and store it, unless it has a fault or only a check is wanted."""
    from nbclient.exceptions import CellExecutionError

    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    try:
        execute(notebook, path.parent)
    except CellExecutionError as failure:
        return [f"a cell fails: {failure.ename}: {failure.evalue}"]
    settle(notebook, path.stem)
    text = serialised(notebook)
    found = faults(notebook, text)
    if check and text != before:
        found.append("what is stored differs from a new run; run `make lessons`")
    if not check and not found:
        path.write_text(text, encoding="utf-8", newline="\n")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    print_any_letter()
    parser = argparse.ArgumentParser(description="Execute the lessons and store what they show.")
    parser.add_argument("lessons", nargs="*", type=Path, help="notebooks; without any, all of them")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a lesson would change")
    options = parser.parse_args(arguments)
    faulty = 0
    for path in options.lessons or lesson_files(LESSONS):
        found = run_lesson(path, options.check)
        faulty += bool(found)
        sys.stdout.write(f"{path.name}: {'ok' if not found else ''}{'; '.join(found)}\n")
    return int(faulty > 0)


if __name__ == "__main__":
    sys.exit(main())
