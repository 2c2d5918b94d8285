"""A figure of the course is the same whatever a person has set for figures of their own."""

from __future__ import annotations

import subprocess
import sys

import matplotlib as mpl
import pytest

from retinoid_teach import views
from retinoid_teach.views._own_look import own_look
from tests.views.pictured import FUNCTIONS, OTHERS

# One figure of each function.
DRAWN = {
    name.replace("-", "_"): draw
    for name, draw in {**OTHERS, "exposure-icons": lambda: views.exposure_icons(["PS018", "PS001"])}.items()
}
ONE_OF_EACH = {
    function: next(draw for name, draw in DRAWN.items() if name.startswith(function))
    for function in sorted(FUNCTIONS)
}
SETTINGS = {
    "of a paper": {"text.usetex": True, "font.family": "serif", "font.size": 40.0},
    "of a slide": {
        "figure.autolayout": True,
        "lines.linewidth": 9.0,
        "axes.facecolor": "black",
        "axes.grid": True,
    },
    "of a notebook": {
        "savefig.bbox": "tight",
        "savefig.dpi": 30,
        "figure.figsize": (1.0, 1.0),
        "axes.xmargin": 2.0,
    },
    "for fun": {"path.sketch": (2.0, 90.0, 2.0), "font.family": "No Such Font", "text.color": "red"},
    "of a country": {
        "axes.formatter.use_locale": True,
        "axes.unicode_minus": False,
        "axes.spines.left": False,
    },
}


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("function", ONE_OF_EACH)
def test_a_persons_settings_change_no_figure(function, settings):
    """With TeX in a matplotlibrc every figure was a RuntimeError; other settings cut words off."""
    draw = ONE_OF_EACH[function]
    plain = draw().png()
    with mpl.rc_context(SETTINGS[settings]):
        assert draw().png() == plain


def test_a_figure_may_be_shown_under_other_settings_than_it_was_drawn_under():
    draw = ONE_OF_EACH["concentration"]
    figure, plain = draw(), draw().png()
    for settings in SETTINGS.values():
        with mpl.rc_context(settings):
            assert figure.png() == plain


def test_a_persons_settings_are_back_afterwards_also_after_a_fault():
    with mpl.rc_context(SETTINGS["of a slide"]):
        before = dict(mpl.rcParams)
        ONE_OF_EACH["concentration"]().png()
        with pytest.raises(ZeroDivisionError), own_look():
            print(1 / 0)
        assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(
    ("variable", "content"),
    [("MPLBACKEND", None), ("MATPLOTLIBRC", b"font.size: \xff\n"), ("MPLCONFIGDIR", b"\xff\xfef\x00o\x00")],
)
def test_where_matplotlib_does_not_start_it_is_said_what_to_put_right(
    variable, content, tmp_path, monkeypatch
):
    monkeypatch.delenv("MPLBACKEND", raising=False)
    if content is None:
        monkeypatch.setenv(variable, "nonsense")
    else:
        (tmp_path / "matplotlibrc").write_bytes(content)
        monkeypatch.setenv(variable, str(tmp_path))
    draw = "import retinoid_teach as rt; rt.views.icon_array([0.3])"
    answer = subprocess.run([sys.executable, "-c", draw], capture_output=True, encoding="utf-8", check=False)
    last = answer.stderr.strip().splitlines()[-1]
    assert last.startswith("RuntimeError: matplotlib does not start with your own settings (")
    assert last.endswith("what the variables MPLBACKEND and MATPLOTLIBRC name.")
