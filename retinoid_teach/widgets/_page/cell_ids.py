"""The ids of the widgets of a cell: the same each time the cell runs.

A saved notebook names in each output the widget that stands there, and keeps the state of the widgets apart,
by the same name. A random id would be new after each run, and the state that was kept would belong to no
output: opened again, the lesson would say that its widgets are not found.
"""

from __future__ import annotations

import sys
import uuid
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import ipywidgets

if TYPE_CHECKING:
    from collections.abc import Mapping

_made: dict[str, tuple[str, int]] = {}  # by cell: the run that is going on, and how many widgets it has made
_open: WeakValueDictionary[str, ipywidgets.DOMWidget] = WeakValueDictionary()


def widget_id(cell: str, order: int) -> str:
    """Return the id of a widget.

    Parameters
    ----------
    cell : str
        The id of the cell.
    order : int
        How many widgets this run of the cell made before.

    Examples
    --------
    >>> widget_id("checks", 0) == widget_id("checks", 0) != widget_id("checks", 1)
    True
    """
    return uuid.uuid5(uuid.NAMESPACE_OID, f"retinoid_teach/{cell}/{order}").hex


def layout_id(owner: str) -> str:
    """Return the id of a widget's layout, which is a model of its own.

    Examples
    --------
    >>> layout_id(widget_id("checks", 0)) == widget_id("checks", 0)
    False
    """
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{owner}/layout").hex


def claim_ids() -> dict[str, Any]:
    """Return the keywords that give the next widget its ids; none where no cell runs, or an unnamed one.

    What an earlier run of the cell made under the same id is closed: nothing shows it any more.
    """
    cell, run = _running()
    if not cell:
        return {}
    before, count = _made.get(cell, (run, 0))
    order = count if before == run else 0
    _made[cell] = (run, order + 1)
    claimed = widget_id(cell, order)
    earlier = _open.pop(claimed, None)
    if earlier is not None:
        earlier.layout.close()
        earlier.close()
    return {"model_id": claimed, "layout": ipywidgets.Layout(model_id=layout_id(claimed))}


def remember(widget: ipywidgets.DOMWidget, claimed: Mapping[str, Any]) -> None:
    """Note who has the claimed ids, for the next run."""
    if claimed:
        _open[claimed["model_id"]] = widget


def _running() -> tuple[str, str]:
    """Return the cell that runs and the id of this run, empty where no front end has named a cell."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    message: object = getattr(shell, "get_parent", dict)()
    if not isinstance(message, dict):
        return "", ""
    cell = message.get("metadata", {}).get("cellId")
    return (cell if isinstance(cell, str) else ""), str(message.get("header", {}).get("msg_id"))
