"""Cohorts as printed and as recomputed, and risks after exposure as squares of a hundred."""

from __future__ import annotations

import re

import pytest

from retinoid_teach.evidence import shipped
from retinoid_teach.trials import effect_size, exposure_risks
from retinoid_teach.views import exposure_icons, forest_published
from tests.views import looking

OUTCOMES = ["major malformations", "spontaneous abortion", "elective termination", "stillbirth"]


def row(row_id):
    return shipped().row(row_id)[1]


def marks(figure, kind):
    return [line.get_xdata()[0] for line in figure.axes.lines if line.get_gid() == kind]


def test_every_cohort_that_was_read_has_its_line_and_none_that_was_not():
    text = forest_published().alt_text
    names = re.findall(r"(?:^.*?intervals\. |; )([A-Z]\w+ \d{4}):", text)
    assert names == ["Jick 1993", "Jick 1993", "Loureiro 2005", "Panchaud 2012", "Kaplan 2015"]
    assert "Shapiro" not in text
    assert "Selcen" not in text


def test_printed_and_recomputed_are_drawn_with_marks_of_their_own_where_the_rows_have_them():
    figure = forest_published()
    jick = row("PS001")
    counts = [jick[one] for one in ("exposed_events", "n_exposed", "comparator_events", "n_comparator")]
    assert marks(figure, "published") == [jick["estimate"], row("PS006")["estimate"]]
    assert marks(figure, "recomputed") == pytest.approx([effect_size(*counts).risk_ratio.estimate])
    assert marks(figure, "review") == [row("PS010")["estimate"]]
    shapes = {line.get_gid(): line.get_marker() for line in figure.axes.lines}
    assert len({shapes[one] for one in ("published", "recomputed", "review")}) == 3


def test_nothing_is_pooled_and_the_review_stands_last():
    figure = forest_published()
    assert not figure.axes.patches
    assert figure.axes.get_xscale() == "log"
    heights = [line.get_ydata()[0] for line in figure.axes.lines if line.get_gid() == "review"]
    assert heights == [4]
    assert figure.alt_text.endswith("as printed; a review, may count the same people. Not pooled.")


def test_intervals_are_those_of_the_rows():
    ends = [line.get_xdata() for line in forest_published().axes.lines if line.get_gid() == "interval"]
    study = row("PS006")
    assert [study["ci_low"], study["ci_high"]] in [list(one) for one in ends]
    assert len(ends) == 4


def test_a_study_without_counts_and_interval_keeps_its_line_and_says_so():
    assert "Loureiro 2005: no interval, percentages without numbers" in forest_published().alt_text


def test_counts_without_a_printed_ratio_are_worked_out():
    assert "Loureiro 2005: RR 0.78 (0.35 to 1.71), worked out from 7/106 against 33/389" in (
        forest_published("spontaneous abortion").alt_text
    )


@pytest.mark.parametrize("outcome", ["major malformation", "case reports", 3])
def test_an_outcome_of_which_no_cohort_was_read_is_refused(outcome):
    with pytest.raises(ValueError, match=r"outcome: .* is not known"):
        forest_published(outcome)


@pytest.mark.parametrize("figure", [*map(forest_published, OUTCOMES), exposure_icons(["PS001", "PS018"])])
def test_nothing_written_lies_on_something_else_or_is_cut(figure):
    assert looking.overlapping(figure) == []
    assert looking.outside(figure) == []
    assert looking.smallest_on_a_phone(figure) >= 9
    assert figure.png() == figure.png()


def test_a_square_has_as_many_filled_people_as_its_risk():
    figure = exposure_icons(["PS001", "PS018"])
    drawn = [len(one.get_offsets()) for one in figure.axes.collections if one.get_gid() == "event"]
    assert drawn == [round(100 * risk) for risk in exposure_risks(["PS001", "PS018"])["risk"]] == [2, 3, 18]
    sizes = {one.get_gid(): one.get_sizes()[0] for one in figure.axes.collections}
    assert sizes["event"] > 2 * sizes["no event"]


def test_its_text_has_the_numbers_and_says_that_definitions_differ():
    text = exposure_icons(["PS018", "PS001"]).alt_text
    assert "oral isotretinoin (Lammer 1985) 18, malformed infants, 5 of 28 births" in text
    assert "not exposed (Jick 1993) 3, major malformations, 11 of 430" in text
    assert text.endswith("Definitions differ.")


def test_a_series_of_cases_is_not_drawn_as_a_risk():
    with pytest.raises(ValueError, match="case series"):
        exposure_icons(["PS017"])
