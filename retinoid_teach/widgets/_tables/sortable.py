"""What the tables that sort and filter in the page have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from retinoid_teach.evidence.names import unknown

from .._page.base import TeachingWidget, validate
from .._page.built import read_built
from .._page.packed import PACKED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class SortableTable(TeachingWidget):
    """A table in the page; a subclass says what its lines are.

    Attributes
    ----------
    columns : list of str
        Columns that are shown, in the order of the table. Readable and settable.
    sort_by : str
        Column by which the lines are sorted; ``""``: the order given.
    descending : bool
        Whether the highest comes first.
    filter : str
        Only lines with this text in their name, in a mark or in a cell are shown.
    data : dict
        Lines, columns, cells and sources as the page has them; never changes.
    """

    _esm = read_built("tables.js")
    _css = read_built("tables.css")

    data = traitlets.Dict(read_only=True).tag(**PACKED)
    columns: traitlets.List[str] = traitlets.List().tag(sync=True)
    sort_by = traitlets.Unicode().tag(sync=True)
    descending = traitlets.Bool(default_value=False).tag(sync=True)
    filter = traitlets.Unicode().tag(sync=True)

    def __init__(self, data: Mapping[str, Any], columns: Sequence[str]) -> None:
        self._known = [str(column["key"]) for column in data["properties"]]
        super().__init__()
        self.set_trait("data", dict(data))
        self.columns = list(columns)

    @validate("columns")
    def _check_columns(self, proposal: Any) -> list[str]:
        for name in proposal["value"]:
            if name not in self._known:
                raise unknown("columns", name, self._known)
        return [name for name in self._known if name in proposal["value"]]

    @validate("sort_by")
    def _check_sort_by(self, proposal: Any) -> str:
        if proposal["value"] and proposal["value"] not in self._known:
            raise unknown("sort_by", proposal["value"], self._known)
        return str(proposal["value"])
