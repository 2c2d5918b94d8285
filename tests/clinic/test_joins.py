"""From an option to what is known of its ingredients: by ingredient and route, and never silently nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from retinoid_teach.clinic import interactions, monitoring, pregnancy_rules, side_effects
from retinoid_teach.clinic.joins import ingredients
from retinoid_teach.clinic.rows import clinic_rows
from retinoid_teach.evidence import shipped

SHIPPED = shipped()
ROWS = clinic_rows()
OPTIONS = list(ROWS.options)
TETRACYCLINES = ["lymecycline", "doxycycline", "minocycline", "sarecycline"]
ORAL_ANTIBIOTICS = [*TETRACYCLINES, "trimethoprim", "erythromycin"]
TABLES: dict[str, Callable[..., pd.DataFrame]] = {
    "adverse_events": side_effects,
    "monitoring": monitoring,
    "pregnancy_rules": pregnancy_rules,
}


class Altered:
    """The shipped rows with one table replaced."""

    def __init__(self, name: str, rows: list[dict[str, Any]]) -> None:
        self.name, self.altered = name, rows

    def rows(self, name: str) -> Any:
        return self.altered if name == self.name else SHIPPED.rows(name)

    def frame(self, name: str) -> pd.DataFrame:
        return SHIPPED.frame(name)


def all_of(name: str) -> list[dict[str, Any]]:
    return [dict(row) for row in SHIPPED.rows(name)]


class TestIngredients:
    @pytest.mark.parametrize(
        ("option", "expected"),
        [
            ("adapalene_bpo", [("adapalene", "topical"), ("benzoyl peroxide", "topical")]),
            ("isotretinoin_oral", [("isotretinoin", "oral")]),
            ("isotretinoin_topical", [("isotretinoin", "topical")]),
            ("co_cyprindiol", [("combined oral contraceptive", "oral")]),
            ("photodynamic_therapy", [("photodynamic therapy", "procedure")]),
        ],
    )
    def test_an_option_has_its_ingredients_each_with_its_route(
        self, option: str, expected: list[tuple[str, str]]
    ) -> None:
        assert ingredients(option, ROWS) == expected

    def test_one_of_two_means_that_either_may_be_looked_up(self) -> None:
        assert ingredients("azelaic_acid_plus_oral_tetracycline", ROWS) == [
            ("azelaic acid", "topical"),
            ("lymecycline", "oral"),
            ("doxycycline", "oral"),
        ]

    @pytest.mark.parametrize("option", ["oral_antibiotic_mono", "adapalene_plus_oral_antibiotic"])
    def test_any_oral_antibiotic_opens_to_each_of_that_class(self, option: str) -> None:
        opened = [pair for pair in ingredients(option, ROWS) if pair[1] == "oral"]
        assert opened == [(name, "oral") for name in ORAL_ANTIBIOTICS]

    def test_any_topical_antibiotic_opens_to_the_gels_and_not_to_the_tablets(self) -> None:
        opened = [pair for pair in ingredients("topical_plus_oral_antibiotic", ROWS) if pair[1] == "topical"]
        assert opened == [("clindamycin", "topical"), ("erythromycin", "topical")]

    @pytest.mark.parametrize("option", OPTIONS)
    def test_no_option_is_without_ingredients_and_none_stays_a_class(self, option: str) -> None:
        pairs = ingredients(option, ROWS)
        assert pairs
        assert len(set(pairs)) == len(pairs)
        known = {row["id"] for row in SHIPPED.rows("ingredients") if row["kind"] == "ingredient"}
        assert {name for name, _ in pairs} <= known


@pytest.mark.parametrize("name", TABLES)
class TestEachTable:
    @pytest.mark.parametrize("option", OPTIONS)
    def test_an_option_leads_to_exactly_the_rows_of_its_ingredients_by_its_routes(
        self, name: str, option: str
    ) -> None:
        pairs = set(ingredients(option, ROWS))
        more = {"kinds": "all"} if name == "adverse_events" else {}
        table = TABLES[name](option, **more)
        expected = {row["id"] for row in SHIPPED.rows(name) if (row["ingredient"], row["route"]) in pairs}
        assert {one for one in table.index if not one.startswith("not collected")} == expected
        assert set(table["option"]) <= {option}

    def test_the_columns_are_option_ingredient_route_and_those_of_the_table(self, name: str) -> None:
        table = TABLES[name]("isotretinoin_oral")
        theirs = [one for one in SHIPPED.frame(name).columns if one not in ("ingredient", "route")]
        assert list(table.columns) == ["option", "ingredient", "route", *theirs]
        assert table.index.name == "id"

    def test_each_cell_is_that_of_its_row(self, name: str) -> None:
        rows = {row["id"]: row for row in SHIPPED.rows(name)}
        for one, cells in TABLES[name]("tretinoin_clindamycin").iterrows():
            for column in set(cells.index) - {"option"}:
                assert cells[column] == rows[one][column] or (
                    pd.isna(cells[column]) and rows[one][column] is None
                )

    def test_oral_erythromycin_never_shows_the_gels_rows_nor_the_gel_the_tablets(self, name: str) -> None:
        by_mouth = TABLES[name]("erythromycin_oral")
        on_skin = TABLES[name]("erythromycin_topical_mono")
        assert set(by_mouth["route"]) == {"oral"}
        assert set(on_skin["route"]) == {"topical"}
        assert set(by_mouth.index).isdisjoint(on_skin.index)

    def test_topical_isotretinoin_never_shows_the_capsules_rows(self, name: str) -> None:
        assert set(TABLES[name]("isotretinoin_topical").index).isdisjoint(
            TABLES[name]("isotretinoin_oral").index
        )

    def test_several_options_are_several_tables_one_after_the_other(self, name: str) -> None:
        both = TABLES[name](["bpo", "adapalene"])
        assert both["option"].unique().tolist() == ["bpo", "adapalene"]
        apart = pd.concat([TABLES[name]("bpo"), TABLES[name]("adapalene")])
        assert both.index.tolist() == apart.index.tolist()

    def test_the_same_option_twice_is_asked_once(self, name: str) -> None:
        assert TABLES[name](["bpo", "bpo"]).index.tolist() == TABLES[name]("bpo").index.tolist()


@pytest.mark.parametrize("ask", [*TABLES.values(), interactions], ids=lambda ask: ask.__name__)
class TestWhatIsRefused:
    def test_a_misspelt_option_is_answered_with_the_nearest(self, ask: Callable[..., pd.DataFrame]) -> None:
        with pytest.raises(
            ValueError, match=r"^option_ids: 'adapalen' is not known; did you mean 'adapalene'\?"
        ):
            ask("adapalen")

    @pytest.mark.parametrize("value", [None, 3, ["bpo", 3], [["bpo"]]])
    def test_what_is_no_option_is_refused(self, ask: Callable[..., pd.DataFrame], value: Any) -> None:
        with pytest.raises(ValueError, match=r"^option_ids[=:] ?"):
            ask(value)

    def test_nothing_asked_is_an_empty_table_with_its_columns(self, ask: Callable[..., pd.DataFrame]) -> None:
        table = ask([])
        assert table.empty
        assert list(table.columns) == list(ask("bpo").columns)


class TestKinds:
    def test_only_reactions_are_side_effects_of_a_person(self) -> None:
        table = side_effects(OPTIONS)
        assert set(table["kind"]) <= {"reaction", "not_collected"}
        assert "reaction" in set(table["kind"])

    def test_the_other_kinds_are_shown_when_asked_for(self) -> None:
        assert set(side_effects(OPTIONS, kinds="all")["kind"]) >= {
            "reaction",
            "change_from_baseline",
            "resistance",
            "product_effect",
            "exposure",
        }

    def test_bleached_towels_are_no_reaction_of_the_person(self) -> None:
        every = side_effects("bpo", kinds="all")
        apart = every[every["kind"] == "product_effect"]
        assert len(apart) > 0
        assert set(apart.index).isdisjoint(side_effects("bpo").index)

    @pytest.mark.parametrize("kinds", ["reactions", "", None, ("reaction",), "product_effect"])
    def test_another_word_is_refused_with_both_that_are_allowed(self, kinds: Any) -> None:
        with pytest.raises(ValueError, match=r".") as caught:
            side_effects("bpo", kinds=kinds)
        assert str(caught.value) == f"kinds={kinds!r} must be 'reaction' or 'all'."


class TestNothingCollected:
    def test_an_ingredient_without_rows_says_so_in_its_place(self) -> None:
        rows = [row for row in all_of("adverse_events") if row["ingredient"] != "adapalene"]
        catalog: Any = Altered("adverse_events", rows)
        table = side_effects("adapalene_bpo", catalog=catalog)
        gap = table.loc["not collected: adapalene"]
        assert gap["event"] == "side effects not collected"
        assert gap["kind"] == "not_collected"
        assert (gap["option"], gap["ingredient"], gap["route"]) == ("adapalene_bpo", "adapalene", "topical")
        assert "benzoyl peroxide" in set(table["ingredient"])
        assert table.attrs["not_collected"] == ["adapalene (topical)"]

    def test_rows_by_another_route_are_no_rows(self) -> None:
        rows = [
            row
            for row in all_of("adverse_events")
            if (row["ingredient"], row["route"]) != ("erythromycin", "oral")
        ]
        catalog: Any = Altered("adverse_events", rows)
        table = side_effects("erythromycin_oral", catalog=catalog)
        assert table["event"].tolist() == ["side effects not collected"]
        assert table.attrs["not_collected"] == ["erythromycin (oral)"]

    def test_an_ingredient_of_which_only_other_kinds_were_collected_is_not_called_uncollected(self) -> None:
        rows = [
            row
            for row in all_of("adverse_events")
            if row["ingredient"] != "benzoyl peroxide" or row["kind"] == "product_effect"
        ]
        catalog: Any = Altered("adverse_events", rows)
        assert side_effects("bpo", catalog=catalog).attrs["not_collected"] == []

    @pytest.mark.parametrize("option", OPTIONS)
    def test_no_option_shows_an_empty_panel_that_looks_harmless(self, option: str) -> None:
        table = side_effects(option)
        assert set(table["ingredient"]) == {name for name, _ in ingredients(option, ROWS)}

    def test_monitoring_that_was_not_collected_is_listed_without_a_made_up_row(self) -> None:
        table = monitoring(["photodynamic_therapy", "bpo"])
        assert table.attrs["not_collected"] == ["photodynamic therapy (procedure)"]
        assert set(table["option"]) == {"bpo"}


class TestInteractions:
    @pytest.mark.parametrize("option", TETRACYCLINES)
    def test_a_tetracycline_finds_the_isotretinoin_row(self, option: str) -> None:
        assert "IX001" in interactions(option).index

    def test_isotretinoin_by_mouth_finds_its_own_row_and_those_of_the_tetracyclines(self) -> None:
        assert {"IX001", "IX052", "IX056"} <= set(interactions("isotretinoin_oral").index)

    def test_topical_isotretinoin_finds_none_of_the_capsules_rows_about_tetracyclines(self) -> None:
        assert {"IX001", "IX052", "IX056"}.isdisjoint(interactions("isotretinoin_topical").index)

    def test_topical_erythromycin_finds_none_of_the_tablets_rows(self) -> None:
        by_mouth = {f"IX0{number}" for number in range(34, 41)}
        assert by_mouth <= set(interactions("erythromycin_oral").index)
        assert by_mouth.isdisjoint(interactions("erythromycin_topical_mono").index)

    @pytest.mark.parametrize(
        "option", ["clindamycin_topical_mono", "erythromycin_topical_mono", "bpo_clindamycin"]
    )
    def test_a_topical_antibiotic_finds_the_row_against_an_oral_one(self, option: str) -> None:
        table = interactions(option)
        assert "IX026" in table.index
        assert set(table.loc[["IX026"], "route"]) == {"topical"}

    @pytest.mark.parametrize("option", [*TETRACYCLINES, "trimethoprim", "erythromycin_oral"])
    def test_an_oral_antibiotic_finds_the_row_against_a_topical_one(self, option: str) -> None:
        assert "IX026" in interactions(option).index

    @pytest.mark.parametrize(
        "option",
        ["clindamycin_topical_mono", "erythromycin_topical_mono", "doxycycline", "trimethoprim", "bpo"],
    )
    def test_every_antibiotic_topical_or_oral_finds_its_row_with_benzoyl_peroxide(self, option: str) -> None:
        assert "IX027" in interactions(option).index

    @pytest.mark.parametrize(
        "pair", [("trimethoprim", "spironolactone", "IX041"), ("dapsone_topical", "bpo", "IX021")]
    )
    def test_a_row_is_found_from_either_side(self, pair: tuple[str, str, str]) -> None:
        one, other, row = pair
        assert row in interactions(one).index
        assert row in interactions(other).index

    def test_a_regimen_finds_the_rows_of_all_that_may_be_in_it(self) -> None:
        table = interactions("adapalene_bpo_plus_oral_tetracycline")
        assert set(table["ingredient"]) == {"adapalene", "benzoyl peroxide", "lymecycline", "doxycycline"}
        assert {"IX001", "IX014", "IX028", "IX048"} <= set(table.index)

    def test_every_key_resolves_to_an_ingredient_a_class_or_a_partner_of_the_vocabulary(self) -> None:
        known = {
            "ingredient": {row["id"] for row in SHIPPED.rows("ingredients")},
            "class": {row["id"] for row in SHIPPED.rows("option_classes")},
            "text": {row["id"] for row in SHIPPED.rows("interaction_partners")},
        }
        for row in SHIPPED.rows("interactions"):
            keys = [key for side in ("a_keys", "b_keys") for key in (row[side] or "").split(";")]
            assert keys
            for key in keys:
                kind, _, name = key.partition(":")
                assert name in known[kind], (row["id"], key)

    def test_every_row_is_found_by_some_option(self) -> None:
        assert set(interactions(OPTIONS).index) == {row["id"] for row in SHIPPED.rows("interactions")}

    def test_an_option_without_an_interaction_row_has_an_empty_table(self) -> None:
        table = interactions("photodynamic_therapy")
        assert table.empty
        assert "advice" in table.columns
