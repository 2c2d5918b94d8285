"""What the three labs share: controls in the page, a pure function from their values to a drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import traitlets

from retinoid_teach.evidence.names import unknown

from .._page.base import TeachingWidget, validate
from .._page.built import read_built
from .._page.cited import cited_rows
from .._page.packed import PACKED
from .controls import Control, tidied
from .html import static_lab

if TYPE_CHECKING:
    from retinoid_teach.evidence import Catalog

    from .drawing import Drawing

_MOST_AHEAD = 8
_WAITING = "Waiting for the kernel. If nothing comes, run this cell to move the sliders."


class Lab(TeachingWidget):
    """A model to move by hand. A subclass gives `_controls`, `_start`, `_drawn`, and what it is called.

    Attributes
    ----------
    values : dict
        What the controls say, by their names. Readable and settable; a name left out keeps its value.
    data : dict
        Controls, texts and sources as the page has them; never changes.
    drawing : dict
        What the page shows: curves, observed points, readouts and the sentence that says it all, for the
        values in ``drawing["for"]``.
    wanted, ahead : dict
        Values that the hand on a slider may come to next, as the page asks for them, and their drawings.

    Notes
    -----
    A drawing depends on the values and on the rows alone, so however many values come in, the last one is
    what is shown. A value from the page that cannot be is brought to one that can; the same value from
    Python is a `ValueError`.
    """

    _esm = read_built("labs.js")
    _css = read_built("labs.css")
    _name: ClassVar[str]
    _title: ClassVar[str]
    _about: ClassVar[Sequence[str]]

    data = traitlets.Dict(read_only=True).tag(**PACKED)
    # No echo: the page compares `drawing["for"]` with what it asked, and one message less is a faster answer.
    values = traitlets.Dict().tag(sync=True, echo_update=False)
    drawing = traitlets.Dict(read_only=True).tag(sync=True)
    wanted = traitlets.Dict().tag(sync=True, echo_update=False)
    ahead = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, values: Mapping[str, Any], catalog: Catalog) -> None:
        self._catalog = catalog
        self._first = self._settled(self._start, values)
        super().__init__()
        self.set_trait("data", self._payload())
        self.values = self._first

    @property
    def _start(self) -> dict[str, Any]:
        """Values of every control before anyone chose."""
        raise NotImplementedError(f"{type(self).__name__} starts nowhere: write _start.")

    @cached_property
    def _controls(self) -> tuple[Control, ...]:
        """The controls, in the order of the page."""
        raise NotImplementedError(f"{type(self).__name__} has no controls: write _controls.")

    def _drawn(self, values: Mapping[str, Any]) -> Drawing:
        """Return what is shown for these values; a pure function of them."""
        raise NotImplementedError(f"{type(self).__name__} draws nothing: write _drawn.")

    def _cited(self) -> Sequence[str]:
        """Return the ids of every row that a drawing may cite."""
        raise NotImplementedError(f"{type(self).__name__} cites nothing: write _cited.")

    def _agreed(self, values: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """Return values that fit each other; `given` are those that were just set."""
        del given
        return values

    @property
    def sentence(self) -> str:
        """What the picture shows, in one or two sentences with its numbers."""
        return str(self.drawing["sentence"])

    @validate("values")
    def _check_values(self, proposal: Any) -> dict[str, Any]:
        return self._settled(self.values or self._first, proposal["value"])

    @traitlets.observe("values")
    def _redraw(self, change: Any) -> None:
        self.set_trait("drawing", self._sent(change["new"]))

    @traitlets.observe("wanted")
    def _prepare(self, change: Any) -> None:
        asked = change["new"].get("values")
        asked = asked[:_MOST_AHEAD] if isinstance(asked, list) else []
        # What would be settled otherwise has no drawing of its own: the page then asks in the usual way.
        possible = [values for values in asked if self._tidied(values) == values]
        drawings = [self._sent(values) for values in possible]
        self.set_trait("ahead", {"number": change["new"].get("number"), "drawings": drawings})

    def _sent(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {"for": values, "call": self._call(values), **self._drawn(values).sent()}

    def _settled(self, present: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """Return all values after some were given; ValueError for a name or a value that cannot be."""
        controls = {control.key: control for control in self._controls}
        for key in given:
            if key not in controls:
                raise unknown("values", key, controls)
        checked = {key: controls[key].checked(value) for key, value in given.items()}
        return self._agreed({**present, **checked}, checked)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take `values` from the page, each tidied; what had to be changed is told to the page."""
        kept = dict(sync_data)
        if not isinstance(kept.get("wanted"), dict):
            kept.pop("wanted", None)
        asked = "values" in kept
        if asked:
            kept["values"] = self._tidied(sync_data["values"])
        super().set_state(kept)
        if asked and self.values != sync_data["values"]:
            self.send_state("values")

    def _tidied(self, given: Any) -> dict[str, Any]:
        known = given if isinstance(given, Mapping) else {}
        changed = {
            control.key: tidied(control, known[control.key], self.values[control.key])
            for control in self._controls
            if control.key in known and known[control.key] != self.values[control.key]
        }
        try:
            return self._settled(self.values, changed)
        except ValueError:
            return dict(self.values)

    def _call(self, values: Mapping[str, Any]) -> str:
        """Return the line of Python that makes this lab with these values."""
        return f"rt.widgets.{self._name}({', '.join(f'{key}={value!r}' for key, value in values.items())})"

    def _payload(self) -> dict[str, Any]:
        return {
            "name": self._name,
            "title": self._title,
            "about": list(self._about),
            "waiting": _WAITING,
            "controls": [control.spec() for control in self._controls],
            "initial": self._first,
            **cited_rows(self._cited(), self._catalog),
        }

    def _label(self) -> str:
        return ", ".join(f"{key}={value!r}" for key, value in self.values.items())

    def _html(self) -> str:
        return static_lab(self.data, self.values, self._drawn(self.values))
