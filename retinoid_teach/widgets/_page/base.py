"""What every widget of the course shares: a plain HTML stand-in and a stable text form."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from .cell_ids import claim_ids, remember

if TYPE_CHECKING:
    from collections.abc import Callable

_PAGE_COUNTS_ITS_VIEWS = "_view_count"


class RefusedError(traitlets.TraitError, ValueError):
    """A value that a trait cannot have. Traitlets puts the old one back, also where the page sent it."""


def validate(*names: str) -> Callable[[Callable[[Any, Any], Any]], Any]:
    """Check a trait as `traitlets.validate` does; an error of the check is a RefusedError.

    Of any other error traitlets would keep the wrong value, and every later look at the widget would fail.

    Parameters
    ----------
    *names : str
        The traits.
    """

    def decorate(check: Callable[[Any, Any], Any]) -> Any:
        @wraps(check)
        def checked(widget: Any, proposal: Any) -> Any:
            try:
                return check(widget, proposal)
            except RefusedError:
                raise
            except (ValueError, TypeError, LookupError, AttributeError) as error:
                raise RefusedError(str(error)) from error

        return traitlets.validate(*names)(checked)

    return decorate


class TeachingWidget(anywidget.AnyWidget):
    """A widget that can also be read where no widget runs.

    A saved notebook is often read with nothing behind it: untrusted in JupyterLab, on a code host, on a
    phone. There the browser shows the output's ``text/html``, so every widget writes its present state as
    such, and the live view stands beside it in the same output. A subclass sets ``_esm`` and ``_css`` with
    `read_built` and writes `_html` and `_label`.

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

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take from the page what is its to set: nothing read only, and no script or style sheet."""
        super().set_state({name: value for name, value in sync_data.items() if self._page_may_set(name)})

    def _page_may_set(self, name: str) -> bool:
        own = not name.startswith("_") or name == _PAGE_COUNTS_ITS_VIEWS
        return own and not getattr(self.traits().get(name), "read_only", False)

    def __repr__(self) -> str:
        return f"<{' '.join(part for part in (type(self).__name__, self._label()) if part)}>"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        return data | {"text/html": self._html()}, metadata
