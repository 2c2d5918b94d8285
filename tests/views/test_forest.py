"""A forest plot shows each study's counts and interval, and what was pooled."""

from __future__ import annotations

import io
import re

import pandas as pd
import pytest
from PIL import Image

from retinoid_teach.trials import effect_size, pool
from retinoid_teach.views import forest
from tests.views import looking

COLUMNS = ["events_a", "n_a", "events_b", "n_b"]
STUDIES = pd.DataFrame(
    [(12, 40, 6, 40), (30, 90, 20, 90), (9, 60, 18, 61)], ["First", "Second", "Third"], COLUMNS
)
NOBODY = pd.DataFrame([(12, 40, 6, 40), (0, 30, 0, 31)], ["First", "Nobody"], COLUMNS)


def drawn(figure, gid):
    return [line.get_xdata() for line in figure.axes.lines if line.get_gid() == gid]


@pytest.mark.parametrize(
    ("measure", "times"), [("risk_ratio", 1), ("odds_ratio", 1), ("risk_difference", 100)]
)
def test_every_interval_is_that_of_the_counts(measure, times):
    figure = forest(STUDIES, measure)
    for row, ends, middle in zip(
        STUDIES.itertuples(index=False), drawn(figure, "interval"), drawn(figure, "estimate"), strict=True
    ):
        found = getattr(effect_size(*row), measure)
        assert list(ends) == pytest.approx([times * found.low, times * found.high])
        assert list(middle) == pytest.approx([times * found.estimate])
    assert not figure.axes.patches


def test_the_axis_says_what_it_measures_and_ratios_are_logarithmic():
    assert forest(STUDIES).axes.get_xscale() == "log"
    difference = forest(STUDIES, "risk_difference").axes
    assert difference.get_xscale() == "linear"
    assert difference.get_xlabel() == "Risk difference, percentage points"


@pytest.mark.parametrize("method", ["random", "fixed"])
def test_the_diamond_is_the_pooled_effect(method):
    figure = forest(STUDIES, "risk_ratio", method)
    found = pool(STUDIES, "risk_ratio", method)
    (diamond,) = figure.axes.patches
    xs = diamond.get_xy()[:, 0]
    assert (min(xs), max(xs)) == pytest.approx((found.ci_low, found.ci_high))
    assert (
        f"Together ({method}): {found.estimate:.2f} ({found.ci_low:.2f} to {found.ci_high:.2f})"
        in figure.alt_text
    )
    assert f"I² {100 * found.i2:.0f} %" in figure.alt_text


def test_its_text_has_every_count_and_number():
    text = forest(STUDIES, arms=("gel", "vehicle")).alt_text
    assert text.startswith("Risk ratio of gel to vehicle, 95 % intervals. ")
    assert "Second: 30/90 against 20/90, 1.50 (0.92 to 2.44)" in text
    written = [one.get_text() for one in forest(STUDIES).axes.texts]
    assert {"First", "12/40 against 6/40", "2.00\n(0.83 to 4.81)"} <= set(written)


def test_a_study_without_a_ratio_says_so_and_has_no_dot():
    figure = forest(NOBODY)
    assert len(drawn(figure, "estimate")) == 1
    assert "Nobody: 0/30 against 0/31, no ratio" in figure.alt_text
    assert len(drawn(forest(NOBODY, "risk_difference"), "estimate")) == 2


def test_nothing_that_is_written_runs_into_something_else():
    figure = forest(STUDIES, "risk_ratio", "random", favours=("favours vehicle", "favours gel"))
    canvas = figure.axes.get_figure()
    canvas.draw_without_rendering()
    edges = canvas.bbox
    boxes = [one.get_window_extent() for one in figure.axes.texts]
    for place, box in enumerate(boxes):
        assert edges.x0 <= box.x0
        assert box.x1 <= edges.x1
        assert not any(box.overlaps(other) for other in boxes[place + 1 :])


def test_long_names_are_wrapped_and_a_wide_axis_has_few_numbers():
    table = STUDIES.assign(events_b=[1, 1, 60]).rename({"First": "A study with a name of more than one line"})
    figure = forest(table, favours=("favours vehicle", "favours gel"))
    assert looking.overlapping(figure) == []
    assert looking.outside(figure) == []


@pytest.mark.parametrize(
    ("table", "arguments", "message"),
    [
        (STUDIES.iloc[:0], (), "table is empty: there is no study to draw."),
        (
            STUDIES.drop(columns="n_a"),
            (),
            "table: column 'n_a' is missing; a forest plot needs events_a, n_a",
        ),
        (STUDIES, ("hazard_ratio",), "measure: 'hazard_ratio' is not known"),
        (STUDIES.assign(events_a=50), (), "events_a=50 is more than n_a=40"),
        (STUDIES.iloc[:1], ("risk_ratio", "random"), "table holds one study"),
    ],
)
def test_what_cannot_be_drawn_is_refused(table, arguments, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        forest(table, *arguments)


def test_it_is_a_picture_with_the_same_bytes_every_time():
    figure = forest(STUDIES, method="random")
    assert figure.png() == forest(STUDIES, method="random").png()
    assert 500 < Image.open(io.BytesIO(figure.png())).width < 900
