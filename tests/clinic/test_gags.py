"""The Global Acne Grading System: rows GS001 to GS017, and what they add up to."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinoid_teach.clinic import GagsScore, gags_score
from retinoid_teach.clinic._gags import gags_scale
from retinoid_teach.evidence import shipped

FACTORS = {
    "forehead": 2,
    "right_cheek": 2,
    "left_cheek": 2,
    "nose": 1,
    "chin": 1,
    "chest_and_upper_back": 3,
}
LESIONS = {"none": 0, "comedone": 1, "papule": 2, "pustule": 3, "nodule": 4}
BANDS = [("none", 0, 0), ("mild", 1, 18), ("moderate", 19, 30), ("severe", 31, 38), ("very severe", 39, 44)]
CI = settings(deadline=None, derandomize=True, database=None, max_examples=100)


def everywhere(lesion: str | int) -> dict[str, str | int]:
    return dict.fromkeys(FACTORS, lesion)


class TestTheScale:
    def test_the_factors_are_those_of_the_published_table(self) -> None:
        assert gags_scale().factors == FACTORS

    def test_the_lesions_are_scored_as_published(self) -> None:
        assert gags_scale().lesions == LESIONS

    def test_the_bands_are_those_of_the_rows(self) -> None:
        assert list(gags_scale().bands) == BANDS

    def test_the_bands_meet_without_gap_or_overlap_from_nothing_to_the_maximum(self) -> None:
        bands = gags_scale().bands
        assert bands[0][1] == 0
        assert all(high + 1 == low for (_, _, high), (_, low, _) in pairwise(bands))
        maximum = next(row for row in shipped().rows("gags_scoring") if row["row_type"] == "maximum")
        assert bands[-1][2] == maximum["band_high"] == sum(FACTORS.values()) * max(LESIONS.values())

    def test_the_numbers_are_read_from_the_rows_and_not_typed_again(self) -> None:
        class Doubled:
            @staticmethod
            def rows(name: str) -> list[dict[str, Any]]:
                double = ("factor", "lesion_score", "band_low", "band_high")
                return [
                    {column: cell * 2 if column in double and cell else cell for column, cell in row.items()}
                    for row in shipped().rows(name)
                ]

        catalog: Any = Doubled()
        assert gags_score({"nose": "nodule"}, catalog=catalog).total == 16


class TestScores:
    def test_pustules_in_all_six_regions_are_33_and_severe(self) -> None:
        score = gags_score(everywhere("pustule"))
        assert (score.total, score.band) == (33, "severe")

    def test_one_nodule_on_the_nose_is_4_and_mild(self) -> None:
        score = gags_score({"nose": "nodule"})
        assert (score.total, score.band) == (4, "mild")

    @pytest.mark.parametrize(
        ("lesion", "total", "band"),
        [
            ("none", 0, "none"),
            ("comedone", 11, "mild"),
            ("papule", 22, "moderate"),
            ("nodule", 44, "very severe"),
        ],
    )
    def test_one_lesion_everywhere(self, lesion: str, total: int, band: str) -> None:
        score = gags_score(everywhere(lesion))
        assert (score.total, score.band) == (total, band)

    @pytest.mark.parametrize(
        ("lesions", "total", "band"),
        [
            ({**everywhere("comedone"), "chest_and_upper_back": 3, "chin": 2}, 18, "mild"),
            ({**everywhere("comedone"), "chest_and_upper_back": 3, "chin": 3}, 19, "moderate"),
            ({**everywhere("pustule"), "chest_and_upper_back": 2}, 30, "moderate"),
            ({**everywhere("pustule"), "forehead": 2}, 31, "severe"),
            ({**everywhere("nodule"), "forehead": 1}, 38, "severe"),
            ({**everywhere("nodule"), "forehead": 2, "nose": 3}, 39, "very severe"),
        ],
    )
    def test_both_sides_of_every_border_between_bands(
        self, lesions: dict[str, Any], total: int, band: str
    ) -> None:
        score = gags_score(lesions)
        assert (score.total, score.band) == (total, band)

    def test_each_region_gives_its_factor_times_its_lesion(self) -> None:
        for region, lesion in product(FACTORS, LESIONS):
            score = gags_score({region: lesion})
            points = FACTORS[region] * LESIONS[lesion]
            assert score.total == points
            assert score.by_region == {one: points if one == region else 0 for one in FACTORS}

    def test_nobody_looked_is_nothing(self) -> None:
        assert gags_score({}) == GagsScore(0, "none", dict.fromkeys(FACTORS, 0))

    @CI
    @given(st.dictionaries(st.sampled_from(list(FACTORS)), st.sampled_from(list(LESIONS))))
    def test_names_and_numbers_say_the_same(self, lesions: dict[str, str]) -> None:
        numbers = {region: LESIONS[lesion] for region, lesion in lesions.items()}
        assert gags_score(lesions) == gags_score(numbers)

    @CI
    @given(st.fixed_dictionaries({region: st.integers(0, 4) for region in FACTORS}))
    def test_the_total_is_the_sum_of_the_regions_and_its_band_holds_it(self, lesions: dict[str, int]) -> None:
        score = gags_score(lesions)
        assert score.total == sum(score.by_region.values()) == sum(FACTORS[r] * n for r, n in lesions.items())
        low, high = next((low, high) for band, low, high in BANDS if band == score.band)
        assert low <= score.total <= high

    @CI
    @given(
        st.fixed_dictionaries({region: st.integers(0, 4) for region in FACTORS}),
        st.sampled_from(list(FACTORS)),
    )
    def test_a_worse_lesion_never_lowers_the_total(self, lesions: dict[str, int], region: str) -> None:
        worse = {**lesions, region: min(4, lesions[region] + 1)}
        assert gags_score(worse).total >= gags_score(lesions).total

    @pytest.mark.parametrize("number", [np.int64(3), 3.0])
    def test_a_number_of_another_make_counts(self, number: Any) -> None:
        assert gags_score({"chin": number}).total == 3


class TestWhatIsRefused:
    def test_a_lesion_that_does_not_exist_is_answered_with_the_nearest(self) -> None:
        with pytest.raises(ValueError, match=r".") as caught:
            gags_score({"nose": "papulle"})
        assert str(caught.value) == (
            "lesion: 'papulle' is not known; did you mean 'papule'? "
            "Allowed: none, comedone, papule, pustule, nodule"
        )

    @pytest.mark.parametrize("lesion", [5, -1, 2.5, True, None, [3]])
    def test_a_number_that_is_no_score_is_answered_with_the_scores(self, lesion: Any) -> None:
        with pytest.raises(ValueError, match=r".") as caught:
            gags_score({"nose": lesion})
        assert str(caught.value) == (
            f"lesion: {lesion!r} is not known. "
            "Allowed: 0 (none), 1 (comedone), 2 (papule), 3 (pustule), 4 (nodule)"
        )

    @pytest.mark.parametrize(("region", "nearest"), [("noze", "nose"), ("Right_Cheek", "right_cheek")])
    def test_a_region_that_does_not_exist_is_answered_with_the_nearest(
        self, region: str, nearest: str
    ) -> None:
        with pytest.raises(ValueError, match=f"^region: '{region}' is not known; did you mean '{nearest}'"):
            gags_score({region: "papule"})

    @pytest.mark.parametrize("lesions", ["nose", None, ["papule"], 3])
    def test_what_is_no_mapping_is_answered_with_an_example(self, lesions: Any) -> None:
        with pytest.raises(ValueError, match=r"must map regions to lesions, such as \{'nose': 'papule'\}\."):
            gags_score(lesions)
