"""Printed results against their counts; the words for an upper limit; risks after exposure."""

from __future__ import annotations

import csv
import json
import math
import re
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.proportion import confint_proportions_2indep

from retinoid_teach.evidence import open_data, shipped
from retinoid_teach.trials import Interval, exposure_risks, published_effects, upper_limit
from retinoid_teach.trials._published import _compared

ANY = settings(deadline=None, derandomize=True, database=None)
FOUND = published_effects()
ratios = st.floats(0.01, 200)


def row(row_id):
    return shipped().row(row_id)[1]


def interval(name, side="recomputed"):
    return tuple(float(FOUND.loc[name, f"{side}{end}"]) for end in ("", "_low", "_high"))


def test_the_ratio_of_a_cohort_is_that_of_statsmodels_and_rounds_to_the_printed_one():
    study = row("PS001")
    a, b = study["exposed_events"], study["comparator_events"]
    table = Table2x2([[a, study["n_exposed"] - a], [b, study["n_comparator"] - b]])
    assert interval("PC001") == pytest.approx((table.riskratio, *table.riskratio_confint()))
    assert [round(one, 1) for one in interval("PC001")] == list(interval("PC001", "published"))
    assert FOUND.loc["PC001", "rows"] == "PS001"


@pytest.mark.parametrize(("name", "method"), [("PC025", "wald"), ("PC026", "newcomb")])
def test_a_difference_of_two_percentages_is_that_of_statsmodels(name, method):
    (p, n), (q, m) = ((row(one)["percent"] / 100, row(one)["n"]) for one in ("BO026", "BO027"))
    low, high = confint_proportions_2indep(p * n, n, q * m, m, method=method)
    assert interval(name) == pytest.approx((100 * (p - q), 100 * low, 100 * high))


def test_wald_comes_nearer_to_the_printed_interval_than_newcombe_which_lies_lower():
    wald, newcombe, printed = (interval(*one) for one in (("PC025",), ("PC026",), ("PC025", "published")))
    assert printed == (22.7, 12.8, 32.6)
    assert [round(one, 1) for one in wald] == [22.7, 13.0, 32.4]
    for end in (1, 2):
        assert abs(wald[end] - printed[end]) < abs(newcombe[end] - printed[end])
        assert newcombe[end] < printed[end]


def test_the_percentages_of_the_trial_fit_no_whole_number_of_people():
    for name in ("BO026", "BO027"):
        printed, n = row(name)["percent"], row(name)["n"]
        assert all(round(100 * events / n, 1) != printed for events in range(n + 1))


def test_the_prospective_births_round_to_the_printed_percentage():
    assert interval("PC008")[0] == pytest.approx(100 * 5 / 28)
    assert round(interval("PC008")[0]) == FOUND.loc["PC008", "published"] == 18
    assert FOUND.loc["PC008", "kind"] == "check"


def test_a_crude_odds_ratio_is_not_that_of_the_network_and_has_no_interval():
    assert interval("PC027")[0] == pytest.approx((0.35 / 0.65) / (0.26 / 0.74))
    assert math.isnan(interval("PC027")[1])
    assert FOUND.loc[["PC027", "PC028", "PC029"], "difference"].round(2).tolist() == [-0.40, 0.30, 0.24]


def test_where_no_counts_were_seen_nothing_is_worked_out_and_the_reason_stands():
    without = FOUND[FOUND["kind"] == "not_possible"]
    assert without["recomputed"].isna().all()
    assert without["difference"].isna().all()
    assert (without["reason"].str.len() > 20).all()
    assert {"Panchaud", "Kaplan", "Choi", "Cha"} <= {one.split()[0] for one in without["what"]}


def test_no_rate_comes_from_a_study_without_a_settled_denominator():
    cha = FOUND[FOUND["rows"] == "PS022"].iloc[0]
    assert math.isnan(cha["published"])
    assert math.isnan(cha["recomputed"])


def test_every_arm_with_events_people_and_a_percentage_that_was_read_is_there():
    arms = shipped().rows("binary_outcomes")
    fit = {
        one["id"]
        for one in arms
        if None not in (one["events"], one["n"], one["percent"])
        and one["basis"] != "unread"
        and one["use"] not in ("trap", "do_not_use_until_checked")
    }
    assert {name for name in FOUND.index if name.startswith("BO")} == fit
    for name in fit:
        assert FOUND.loc[name, "recomputed"] == pytest.approx(100 * row(name)["events"] / row(name)["n"])


def test_agreement_of_what_was_made_from_each_other_is_called_circular():
    for name, found in FOUND[FOUND.index.str.startswith("BO")].iterrows():
        made = re.search("DERIVED|recomputed", row(name)["locator"])
        assert (found["kind"] == "circular") == bool(made), name
    checks = FOUND[FOUND["kind"] == "check"]
    differ = checks[checks["reason"].str.startswith("Not what")]
    assert differ.index.tolist() == ["BO174", "BO175"]
    assert differ["recomputed"].round(1).tolist() == [66.7, 47.4]


def test_all_effects_of_the_pregnancy_studies_that_were_read_are_paired():
    paired = {check["published_row"] for check in shipped().rows("published_checks")}
    estimates = {
        one["id"]
        for one in shipped().rows("pregnancy_studies")
        if one["estimate"] is not None and one["basis"] != "unread"
    }
    assert estimates <= paired


def test_the_pairs_hold_no_number_of_their_own():
    for check in shipped().rows("published_checks"):
        assert not re.search(r"\d", check["reason"]), check["id"]


def test_a_folder_of_a_teacher_is_worked_out_the_same_way_and_its_unread_rows_stay_out(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(shipped().folder, folder)
    file = folder / "clinical" / "pregnancy_studies.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    head = rows[0]
    rows[1][head.index("exposed_events")] = "8"
    (lammer,) = [one for one in rows if one[0] == "PS018"]
    lammer[head.index("basis")] = "unread"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    own = published_effects(catalog=open_data(folder))
    assert own.loc["PC001", "recomputed"] == pytest.approx((8 / 215) / (11 / 430))
    assert "PC008" not in own.index


@ANY
@given(ratios, ratios)
def test_what_is_possible_lies_in_or_below_the_interval_and_what_is_excluded_above_it(one, other):
    low, high = sorted((one, other))
    found = upper_limit(Interval((low + high) / 2, low, high))
    assert found.possible is None or found.possible <= high
    assert found.excluded is None or found.excluded > high
    assert found.shows_rise == (low > 1)
    assert found.shows_fall == (high < 1)
    assert str(found).endswith(".")


@ANY
@given(ratios, st.floats(1, 10))
def test_a_wider_interval_never_excludes_more(high, wider):
    near, far = (upper_limit(Interval(0.01, 0.01, one)) for one in (high, high * wider))
    assert (near.possible or 0) <= (far.possible or 0)
    assert (near.excluded or math.inf) <= (far.excluded or math.inf)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((0.6, 5.4), "A five-fold rise is not excluded; a six-fold rise is."),
        ((0.65, 2.29), "A doubling is not excluded; a three-fold rise is."),
        ((0.2, 2.0), "A doubling is not excluded; a three-fold rise is."),
        ((0.9, 1.2), "A small rise is not excluded; a rise by a half is."),
        ((0.4, 0.9), "No rise fits these data."),
        ((11.4, 57.5), "The data show a rise. A fifty-fold rise is not excluded."),
        ((1.5, 7.8), "The data show a rise. A six-fold rise is not excluded; a ten-fold rise is."),
    ],
)
def test_the_upper_limit_in_words(ends, said):
    assert str(upper_limit(Interval(1.0, *ends))) == said


@pytest.mark.parametrize(
    ("ends", "message"),
    [
        ((0, 2), "interval: low=0 must be a ratio above 0"),
        ((0.5, math.nan), "interval: high=nan must be a ratio above 0"),
        ((0.5, math.inf), "interval: high=inf must be a ratio above 0"),
        (("0.5", 2), "interval: low='0.5' must be a ratio above 0"),
        ((3, 2), "interval: low=3 is above high=2."),
    ],
)
def test_what_is_no_interval_of_a_ratio_is_refused(ends, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        upper_limit(Interval(1.0, *ends))


def test_risks_after_exposure_have_their_counts_and_births_where_these_are_known():
    found = exposure_risks(["PS001", "PS018"])
    assert found[["events", "people"]].values.tolist() == [[4, 215], [11, 430], [5, 28]]
    assert found["risk"].tolist() == pytest.approx([4 / 215, 11 / 430, 5 / 28])
    assert found["group"].tolist() == ["topical tretinoin", "not exposed", "oral isotretinoin"]
    assert found["among"].tolist()[-1] == "births"


def test_a_group_that_was_not_counted_is_not_made_up():
    assert exposure_risks(["PS016"])[["events", "people"]].values.tolist() == [[8, 9]]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("PS002", "rows: 'PS002' was not read"),
        ("PS017", "rows: 'PS017': the design is 'case series with prospective subset'. Its cases"),
        ("PS023", "rows: 'PS023': the design is 'case report'"),
        ("PS028", "rows: 'PS028': the design is 'spontaneous reports'"),
        ("PS022", "rows: 'PS022' has no events or no denominator; no rate"),
        ("PS006", "rows: 'PS006' has no events or no denominator"),
        ("PS01", "rows"),
    ],
)
def test_a_row_that_gives_no_risk_is_refused(name, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        exposure_risks([name])


@pytest.mark.parametrize(
    ("difference", "printed", "said"),
    [
        (0.5, 2.0, "The same, rounded."),
        (0.3 - 0.25, 0.3, "The same, rounded."),
        (0.51, 2.0, "Not what these counts give, rounded."),
        (-0.06, 0.3, "Not what these counts give, rounded."),
    ],
)
def test_half_of_the_last_digit_is_rounding(difference, printed, said):
    assert _compared("table 2", difference, printed) == ("check", said)


def test_a_group_is_named_where_the_printed_number_is_of_one_group():
    arms = {row["id"]: row["arm"] for row in shipped().rows("published_checks")}
    assert FOUND["what"]["PC001"] == "Jick 1993: major malformations"
    for name, what in FOUND["what"].items():
        if name in arms:
            assert what.endswith((", exposed", ", comparator")) == bool(arms[name])
            assert not what.endswith(", ")
