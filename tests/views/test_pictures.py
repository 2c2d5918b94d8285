"""Every figure is the stored picture of it, and a figure that changed is not.

Where a change is meant: `pytest tests/views/test_pictures.py --rewrite-pictures`, then look at what it wrote.
A figure paints its own paper, light in both themes, so there is one picture of each.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

from retinoid_teach.views import Figure
from tests.notebooks.reading import LESSONS, code
from tests.views import looking, pictured
from tests.views.comparing import Picture, apart, difference
from tests.views.pictured import FUNCTIONS, PICTURED

PICTURES = Path(__file__).parent / "pictures"
REWRITE = "pytest tests/views/test_pictures.py --rewrite-pictures"


def drawn(name: str) -> Figure:
    with mpl.rc_context():
        mpl.rcdefaults()  # whatever this machine's own settings are
        return PICTURED[name]()


as_it_is = cache(drawn)


def complaint(name: str, expected: Picture, actual: Picture, folder: Path) -> str:
    """What is wrong with a figure, and where to look at it; nothing if it is the stored one."""
    found = difference(expected, actual)
    new = [word for word in actual.words if word not in expected.words]
    gone = [word for word in expected.words if word not in actual.words]
    if expected.words == actual.words and not found.too_large:
        return ""
    expected.image.save(folder / "expected.png")
    actual.image.save(folder / "actual.png")
    apart(expected, actual).save(folder / "apart.png")
    said = f"{name}: RMS {found.rms:.1f} near {found.place}, at most {found.allowed:g}."
    if expected.words != actual.words:
        said += f" Words that are new: {new}; that are gone: {gone}; or their order."
    return f"{said} expected.png, actual.png and apart.png are in {folder}. If it is meant: {REWRITE}"


@pytest.mark.parametrize("name", PICTURED)
def test_it_is_the_stored_picture(name, tmp_path, pytestconfig):
    path = PICTURES / f"{name}.png"
    figure = as_it_is(name)
    actual = Picture.of(figure)
    if pytestconfig.getoption("--rewrite-pictures", default=False):
        if not path.exists() or complaint(name, Picture.read(path), actual, tmp_path):
            actual.write(path)
        return
    assert path.exists(), f"{name} has no picture: {REWRITE}"
    expected = Picture.read(path)
    if figure.alt_text.startswith("Structure of") and expected.rdkit != actual.rdkit:
        pytest.skip(f"RDKit {actual.rdkit} lays molecules out, the picture is of {expected.rdkit}")
    if said := complaint(name, expected, actual, tmp_path):
        pytest.fail(said, pytrace=False)


def test_every_figure_function_is_pictured_and_no_picture_is_left_over(pytestconfig):
    stored = {path.stem for path in PICTURES.glob("*.png")}
    if pytestconfig.getoption("--rewrite-pictures", default=False):
        for name in stored - PICTURED.keys():
            (PICTURES / f"{name}.png").unlink()
        return
    assert stored == set(PICTURED)
    sources = [Path(pictured.__file__).read_text(encoding="utf-8")]
    sources += [cell.source for path in LESSONS for cell in code(path)]
    assert {name for name in FUNCTIONS if not any(f"views.{name}" in one for one in sources)} == set()
    assert len(FUNCTIONS) >= 11


def test_the_pictures_are_small():
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < 700_000


@pytest.mark.parametrize("name", PICTURED)
def test_a_phone_shows_it_with_no_word_cut_or_under_another(name):
    figure = as_it_is(name)
    assert looking.overlapping(figure) == []
    assert looking.outside(figure) == []
    assert looking.smallest_on_a_phone(figure) >= 9


def _one(figure: Figure, gid: str) -> Any:
    return next(one for one in [*figure.axes.lines, *figure.axes.patches] if one.get_gid() == gid)


def another_digit(figure: Figure) -> None:
    text = next(one for one in figure.axes.texts if "8" in one.get_text())
    text.set_text(text.get_text().replace("8", "9", 1))


def lost_interval(figure: Figure) -> None:
    _one(figure, "interval").remove()


def lost_range(figure: Figure) -> None:
    _one(figure, "range").remove()


def lost_word_band(figure: Figure) -> None:
    _one(figure, "word").remove()


def moved_point(figure: Figure) -> None:
    point = _one(figure, "published")
    point.set_xdata([1.25 * float(one) for one in point.get_xdata()])


def lost_curve(figure: Figure) -> None:
    figure.axes.lines[0].remove()


def lost_mark(figure: Figure) -> None:
    next(one for one in figure.axes.lines if one.get_color() == "#f2c230").remove()


def one_person_more(figure: Figure) -> None:
    people = figure.axes.collections[0]
    people.set_offsets([*people.get_offsets(), [5, 5]])


def another_colour(figure: Figure) -> None:
    figure.axes.patches[0].set_facecolor("#f2c230")


CHANGES = [
    ("08-cohorts", another_digit),
    ("08-cohorts", lost_interval),
    ("08-cohorts", moved_point),
    ("07-side", lost_range),
    ("07-side", lost_word_band),
    ("04-three-models", lost_curve),
    ("02-turned", lost_mark),
    ("07-vehicle", one_person_more),
    ("guideline-matrix", another_colour),
]


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_a_changed_figure_is_not_the_stored_one(name, change, elsewhere, tmp_path):
    expected = Picture.of(as_it_is(name))
    if elsewhere:
        expected = replace(expected, machine="another")
    figure = drawn(name)
    change(figure)
    actual = Picture.of(figure)
    said = complaint(name, expected, actual, tmp_path)
    assert said.startswith(f"{name}: RMS ")
    assert str(tmp_path) in said
    assert {path.name for path in tmp_path.iterdir()} == {"expected.png", "actual.png", "apart.png"}
    # Pixels alone tell it: words are only compared by themselves where letters look different.
    assert (change is another_digit and elsewhere) or difference(expected, actual).too_large


def test_letters_of_another_machine_are_no_change():
    name = "08-cohorts"
    with mpl.rc_context({"text.hinting": "none", "text.antialiased": False}):
        actual = Picture.of(PICTURED[name]())
    expected = Picture.of(as_it_is(name))
    assert difference(expected, actual).too_large
    assert not difference(replace(expected, machine="another"), actual).too_large
