"""Studies pooled: against statsmodels and against the formulas, and what is refused."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects, effectsize_2proportions

from retinoid_teach.trials import effect_size, pool

ANY = settings(deadline=None, derandomize=True, database=None, max_examples=120)
COLUMNS = ["events_a", "n_a", "events_b", "n_b"]
STATISTIC = {"risk_ratio": "risk-ratio", "odds_ratio": "odds-ratio", "risk_difference": "diff"}
SPREAD = pd.DataFrame(
    [(12, 40, 6, 40), (30, 90, 20, 90), (9, 60, 18, 61), (40, 55, 20, 50)],
    columns=COLUMNS,
    index=list("pqrs"),
)
ALIKE = pd.DataFrame([(12, 40, 6, 40), (24, 80, 12, 80)], columns=COLUMNS)


@st.composite
def studies(draw: st.DrawFn) -> pd.DataFrame:
    rows = []
    for _ in range(draw(st.integers(2, 6))):
        n_a, n_b = draw(st.integers(4, 300)), draw(st.integers(4, 300))
        rows.append((draw(st.integers(1, n_a - 1)), n_a, draw(st.integers(1, n_b - 1)), n_b))
    return pd.DataFrame(rows, columns=COLUMNS)


@pytest.mark.parametrize("method", ["random", "fixed"])
@pytest.mark.parametrize("measure", list(STATISTIC))
def test_it_is_what_statsmodels_gives(measure, method):
    effects, variances = effectsize_2proportions(
        *(SPREAD[name].to_numpy() for name in COLUMNS), statistic=STATISTIC[measure]
    )
    theirs = combine_effects(effects, variances, method_re="dl")
    label = f"{'random' if method == 'random' else 'fixed'} effect"
    row = theirs.summary_frame().loc[label]
    natural = float if measure == "risk_difference" else math.exp
    ours = pool(SPREAD, measure, method)
    assert ours.estimate == pytest.approx(natural(row["eff"]))
    assert (ours.ci_low, ours.ci_high) == pytest.approx((natural(row["ci_low"]), natural(row["ci_upp"])))
    assert ours.q == pytest.approx(theirs.q)
    assert ours.i2 == pytest.approx(theirs.i2)
    assert ours.tau2 == pytest.approx(theirs.tau2 if method == "random" else 0)
    assert ours.studies == len(SPREAD)


@ANY
@given(studies(), st.sampled_from(list(STATISTIC)))
def test_what_holds_for_all_studies(table, measure):
    fixed, random = pool(table, measure, "fixed"), pool(table, measure, "random")
    for found in (fixed, random):
        assert found.ci_low <= found.estimate <= found.ci_high
        assert found.weights.sum() == pytest.approx(1)
        assert (found.weights > 0).all()
        assert 0 <= found.i2 < 1
        assert found.tau2 >= 0
    assert fixed.q == random.q
    assert math.isnan(fixed.prediction_low)
    if random.tau2 == 0:
        assert random.estimate == pytest.approx(fixed.estimate)
    else:
        assert random.weights.std() <= fixed.weights.std() + 1e-9
    if len(table) > 2:
        assert random.prediction_low <= random.ci_low
        assert random.prediction_high >= random.ci_high
    else:
        assert math.isnan(random.prediction_high)


@ANY
@given(studies())
def test_a_pooled_effect_lies_between_its_studies(table):
    each = [effect_size(*row).risk_ratio.estimate for row in table.itertuples(index=False)]
    assume(max(each) - min(each) > 1e-6)
    assert min(each) <= pool(table).estimate <= max(each)


def test_studies_that_agree_spread_no_more_than_chance():
    found = pool(ALIKE)
    assert (found.tau2, found.i2) == (0, 0)
    assert found.estimate == pytest.approx(2)


def test_the_prediction_interval_is_wider_by_the_spread_between_studies():
    from scipy.stats import norm, t

    found = pool(SPREAD, "risk_difference")
    error = (found.ci_high - found.ci_low) / 2 / norm.ppf(0.975)
    reach = t.ppf(0.975, len(SPREAD) - 2) * math.sqrt(found.tau2 + error**2)
    assert found.prediction_high == pytest.approx(found.estimate + reach)
    assert found.prediction_low == pytest.approx(found.estimate - reach)


def test_given_effects_are_pooled_on_the_scale_given():
    effects, variances = effectsize_2proportions(
        *(SPREAD[name].to_numpy() for name in COLUMNS), statistic="risk-ratio"
    )
    logs = pd.DataFrame({"estimate": effects, "std_error": np.sqrt(variances)})
    assert math.exp(pool(logs, "given").estimate) == pytest.approx(pool(SPREAD).estimate)


def test_weights_carry_the_names_of_the_table():
    assert list(pool(SPREAD).weights.index) == list("pqrs")


def test_a_zero_cell_is_repaired_and_a_study_of_nobody_refused():
    zero = pd.DataFrame([(0, 40, 6, 40), (3, 90, 20, 90)], columns=COLUMNS)
    repaired = pd.DataFrame([(0.5, 41, 6.5, 41), (3, 90, 20, 90)], columns=COLUMNS)
    effects, variances = effectsize_2proportions(
        *(repaired[name].to_numpy() for name in COLUMNS), statistic="risk-ratio"
    )
    expected = np.average(effects, weights=1 / variances)
    assert pool(zero, method="fixed").estimate == pytest.approx(math.exp(expected))
    nobody = pd.DataFrame([(0, 40, 0, 40), (3, 90, 20, 90)], columns=COLUMNS)
    with pytest.raises(ValueError, match="row 0: nobody had an event in either arm, which tells nothing"):
        pool(nobody)
    assert pool(nobody, "risk_difference").estimate < 0
    everybody = pd.DataFrame([(40, 40, 30, 30), (3, 90, 20, 90)], columns=COLUMNS)
    with pytest.raises(ValueError, match="row 0: everybody had an event"):
        pool(everybody, "odds_ratio")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda table: table.iloc[:0], "table is empty: pooling needs two or more."),
        (lambda table: table.iloc[:1], "table holds one study: pooling needs two or more. For one study use"),
        (lambda table: table.drop(columns="n_b"), "column 'n_b' is missing; risk_ratio needs"),
        (lambda table: table.assign(n_a=[40, 20, 60, 55]), "row 'q': events_a=30 is more than n_a=20"),
        (lambda table: table.assign(events_b=[-1, 1, 1, 1]), "row 'p': events_b=-1 must be 0 or more."),
        (lambda table: table.assign(events_a=["a", 1, 1, 1]), "row 'p': events_a='a' must be a whole number"),
        (
            lambda table: table.assign(events_a=[1, 1, None, 1]),
            "row 'r' has no events_a; a study without counts",
        ),
        (lambda table: table.assign(events_a=[1, 1.5, 1, 1]), "row 'q': events_a=1.5 must be a whole number"),
        (
            lambda table: table.assign(use=["", "trap", "", ""]),
            "row 'q' has use='trap'; such a row",
        ),
        (lambda table: table.assign(basis=["read", "read", "unread", "read"]), "row 'r' has basis='unread'"),
        (
            lambda table: table.assign(trial_id=["differin03_label", "x", "y", "thiboutot2006"]),
            "row 's' (thiboutot2006) counts people of differin03_label again",
        ),
        (
            lambda table: table.assign(trial_id=["gold2009", "x", "y", "epiduo_label"]),
            "row 's' (epiduo_label) counts people of gold2009 again",
        ),
        (lambda table: table.assign(trial_id=["x", "x", "y", "z"]), "row 'q' (x) counts people of x again"),
    ],
)
def test_what_cannot_be_pooled_is_refused_with_the_reason(change, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        pool(change(SPREAD))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"estimate": [0.1, "x"], "std_error": [0.1, 0.2]}, "row 1 has estimate='x'; it must be a number."),
        (
            {"estimate": [0.1, 0.2], "std_error": [0.1, 0.0]},
            "row 1 has std_error=0.0; it must be a number above 0.",
        ),
        ({"estimate": [0.1, None], "std_error": [0.1, 0.2]}, "row 1 has estimate="),
        ({"estimate": [0.1, 0.2]}, "column 'std_error' is missing; given needs estimate, std_error."),
    ],
)
def test_given_effects_must_be_numbers(values, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        pool(pd.DataFrame(values), "given")


def test_a_misspelt_measure_or_method_is_answered():
    with pytest.raises(ValueError, match=r"measure: 'risk_ration' is not known; did you mean 'risk_ratio'"):
        pool(SPREAD, "risk_ration")
    with pytest.raises(ValueError, match=r"method: 'randon' is not known; did you mean 'random'"):
        pool(SPREAD, method="randon")


def test_other_trials_beside_each_other_are_pooled():
    apart = SPREAD.assign(trial_id=["thiboutot2006", "gold2009", "x", "y"], use=pd.NA, basis="read")
    assert pool(apart).estimate == pool(SPREAD).estimate
