"""What every widget of the course shares: a plain HTML stand-in and a stable text form."""

from __future__ import annotations

from typing import Any

import anywidget

from retinoid_teach.widgets._cell_ids import claim_ids, remember


class TeachingWidget(anywidget.AnyWidget):
    """A widget that can also be read where no widget runs.

    A saved notebook is often read with nothing behind it: untrusted in JupyterLab, on a code host, on a
    phone. There the browser shows the output's ``text/html``, so every widget writes its present state as
    such, and the live view stands beside it in the same output. A subclass sets ``_esm`` and ``_css`` with
    `retinoid_teach.widgets._bundle` and writes `_html` and `_label`.

    Notes
    -----
    ``repr`` and `_html` depend on the state alone, so that a lesson executed twice is stored the same twice.
    """

    _may_open = False

    def __init__(self, **traits: Any) -> None:
        claimed = claim_ids()
        super().__init__(**{**claimed, **traits})
        remember(self, claimed)
        self._may_open = True

    def open(self) -> None:
        """Tell the page of the widget when it is first shown, and not before its state is complete.

        The page may still be drawing what an earlier run of the cell left, under the same id.
        """
        if self._may_open:
            super().open()

    def close(self) -> None:
        """Take the widget out of the page, for good: its id may be another's by now."""
        super().close()
        self._may_open = False

    @property
    def model_id(self) -> str:
        """Name the widget; the page knows it from then on."""
        self.open()
        return str(super().model_id)

    def _html(self) -> str:
        """Return the present state as HTML with no script, style sheet or address of another file."""
        raise NotImplementedError(f"{type(self).__name__} has no static form: write _html.")

    def _label(self) -> str:
        """Return what distinguishes this widget from others of its class, for ``repr``."""
        return ""

    def __repr__(self) -> str:
        return f"<{' '.join(part for part in (type(self).__name__, self._label()) if part)}>"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        return data | {"text/html": self._html()}, metadata
