"""Drawing with the course's own settings, whatever a person has set for their own figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def own_look() -> Iterator[None]:
    """Draw as matplotlib does where nobody has set anything; afterwards the person's settings are back.

    A figure of the course is the same everywhere, and its words have the room that was measured for them.
    TeX, another size of type or a cropped page would change that, or stop the drawing.

    Raises
    ------
    RuntimeError
        Where matplotlib does not start with this person's settings.

    Examples
    --------
    >>> import matplotlib
    >>> with matplotlib.rc_context({"font.size": 40}), own_look():
    ...     matplotlib.rcParams["font.size"]
    10.0
    """
    try:
        from matplotlib import style
    except (ValueError, OSError) as error:
        raise RuntimeError(
            f"matplotlib does not start with your own settings ({error}). Put right, or move away, the file "
            "matplotlibrc of your account and what the variables MPLBACKEND and MATPLOTLIBRC name."
        ) from error
    with style.context("default"):
        yield
