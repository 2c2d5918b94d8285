"""How often: what is drawn is what the rows say, serious first, and no label is set against another."""

from __future__ import annotations

import re

import pytest

from retinoid_teach.clinic import side_effects
from retinoid_teach.evidence import shipped
from retinoid_teach.views import frequency
from retinoid_teach.views._frequency import NOT_COMPARABLE, NOT_LISTED
from retinoid_teach.views._frequency_rows import effect, word_limits
from tests.pharmacology.reading import row, with_rows
from tests.views.looking import outside, overlapping, picture, smallest_on_a_phone

SHOWN = {
    "one": lambda: frequency("adapalene"),
    "several": lambda: frequency(["adapalene", "tazarotene", "isotretinoin_topical"], events=["dry_skin"]),
    "two ingredients": lambda: frequency("isotretinoin_erythromycin"),
    "long names": lambda: frequency("isotretinoin_oral", events=["severe_skin_reaction", "depression"]),
    "long headings": lambda: frequency("bpo_plus_oral_antibiotic", events=["headache", "dry_skin"]),
    "upper figures": lambda: frequency("photodynamic_therapy"),
}


def lines(figure, gid):
    return [line for line in figure.axes.lines if line.get_gid() == gid]


def bands(figure):
    return [patch for patch in figure.axes.patches if patch.get_gid() == "word"]


def ends(patch):
    return patch.get_x(), patch.get_x() + patch.get_width()


def written(figure):
    return "\n".join(text.get_text() for text in figure.axes.texts)


def in_order(figure):
    return re.findall(r"\[(\w+)\]", figure.alt_text)


def test_the_limits_of_the_words_are_those_of_the_contract():
    field = next(one for one in shipped().table("adverse_events").fields if one.name == "frequency_category")
    assert {*field.allowed} - {"unknown"} <= word_limits().keys()
    assert "uncommon 0.1 to 1%; rare 0.01 to 0.1%" in field.description
    assert [word_limits()[word] for word in ("very common", "uncommon", "rare", "common or more")] == [
        (10, 100), (0.1, 1), (0.01, 0.1), (1, 100),
    ]  # fmt: skip


@pytest.mark.parametrize("option", ["adapalene", "tazarotene", "isotretinoin_oral", "photodynamic_therapy"])
def test_every_number_of_the_rows_is_drawn_where_it_stands(option):
    table = side_effects(option)
    figure = frequency(option)
    low, high = table["percent_low"], table["percent_high"]
    points = sorted(table[low.notna() & (low == high)]["percent_high"])
    assert sorted(line.get_xdata()[0] for line in lines(figure, "point")) == points
    ranges = table[low.notna() & (low != high)]
    assert [tuple(line.get_xdata()) for line in lines(figure, "range")] == [
        (row.percent_low, row.percent_high) for row in ranges.itertuples()
    ]
    upper = table[low.isna() & high.notna()]
    assert sorted(line.get_xdata()[1] for line in lines(figure, "upper")) == sorted(upper["percent_high"])


def test_a_word_alone_is_the_band_it_means_and_an_unknown_one_is_no_mark():
    table = side_effects("isotretinoin_oral")
    words = table[table["percent_high"].isna() & (table["frequency_category"] != "unknown")]
    found = sorted(high for _, high in map(ends, bands(frequency("isotretinoin_oral"))))
    assert found == pytest.approx(sorted(word_limits()[word][1] for word in words["frequency_category"]))
    nothing = frequency("adapalene", events=["eyelid_irritation"])
    assert not nothing.axes.patches
    assert "[AE014]: how often: unknown" in nothing.alt_text


def test_what_is_serious_comes_first_with_a_sign_and_a_word():
    figure = frequency("isotretinoin_oral")
    serious = [row(one)["seriousness"] == "serious" for one in in_order(figure)]
    assert serious == sorted(serious, reverse=True)
    assert 0 < sum(serious) < len(serious)
    assert figure.alt_text.count("▲ serious: ") == sum(serious)
    assert "▲ serious: Depression" in written(figure)


def test_only_reactions_of_the_person_are_drawn():
    shown = in_order(frequency("isotretinoin_oral"))
    assert {row(one)["kind"] for one in shown} == {"reaction"}
    assert "AE066" not in shown


@pytest.mark.parametrize(
    ("row_id", "vehicle"),
    [
        ("AE002", (2, 134)),
        ("AE007", (0, 134)),
        ("AE009", (0, 134)),
        ("AE035", (4, 1200)),
        ("AE036", (10, 1200)),
        ("AE037", (6, 1200)),
        ("AE003", None),
        ("AE016", None),
        ("AE028", None),
    ],
)
def test_the_vehicle_is_the_counted_arm_of_the_same_trial(row_id, vehicle):
    assert effect(row(row_id), shipped()).vehicle == vehicle


def test_the_vehicle_is_a_ring_at_its_own_percent_and_none_is_said_not_drawn():
    figure = frequency("adapalene", events=["dry_skin", "skin_discomfort"])
    (ring,) = lines(figure, "vehicle")
    assert ring.get_xdata()[0] == pytest.approx(200 / 134)
    assert ring.get_markerfacecolor() == "none"
    assert "○ vehicle 1.5 (2 of 134 people)" in written(figure)
    assert "○ vehicle 0 (0 of 134 people): not on this scale" in written(figure)


def test_two_arms_that_fit_give_no_vehicle():
    def twice(table, one):
        return one | {"percent": 14.0} if one["id"] in ("BO031", "BO035") else one

    catalog = with_rows(twice)
    assert effect(catalog.row("AE002")[1], catalog).vehicle is None


def test_an_unread_count_is_no_vehicle():
    catalog = with_rows(lambda _, one: one | {"basis": "unread"} if one["id"] in ("BO033", "BO034") else one)
    assert effect(catalog.row("AE002")[1], catalog).vehicle is None


@pytest.mark.parametrize(
    ("row_id", "says"),
    [
        ("AE002", "0.3% gel, reported reaction"),
        ("AE003", "0.3% gel, scored sign, any grade"),
        ("AE035", "counted as reported"),
        ("AE001", "a word, no number"),
        ("AE062", "a word, no number; not checked against its source"),
        ("AE028", ""),
    ],
)
def test_each_row_says_how_it_was_counted(row_id, says):
    assert effect(row(row_id), shipped()).detail == says


def test_what_was_not_checked_is_hatched_and_says_so():
    unread, read = (
        bands(frequency("isotretinoin_oral", events=[event]))[0]
        for event in ("dry_or_inflamed_eyes", "cheilitis")
    )
    assert (unread.get_hatch(), read.get_hatch()) == ("////", None)
    assert "not checked against its source" in frequency("tretinoin").alt_text


def test_several_options_keep_their_order_and_say_that_they_cannot_be_compared():
    order = ["tazarotene", "adapalene"]
    figure = frequency(order, events=["dry_skin"])
    assert in_order(figure) == ["AE028", "AE001", "AE002", "AE003"]
    assert in_order(frequency(order[::-1], events=["dry_skin"])) == ["AE001", "AE002", "AE003", "AE028"]
    assert NOT_COMPARABLE in figure.alt_text
    assert NOT_COMPARABLE in " ".join(written(figure).split())
    assert NOT_COMPARABLE not in frequency("adapalene").alt_text


def test_a_mixture_shows_each_ingredient_under_its_own_name():
    text = frequency("adapalene_bpo", events=["dry_skin"]).alt_text
    assert text.index("adapalene, topical.") < text.index("benzoyl peroxide, topical.")


def test_an_empty_section_says_why_it_is_empty():
    assert NOT_LISTED in frequency(["adapalene", "trifarotene"], events=["eyelid_irritation"]).alt_text
    catalog = with_rows(
        lambda name, one: None if name == "adverse_events" and one["ingredient"] == "trifarotene" else one
    )
    figure = frequency(["adapalene", "trifarotene"], catalog=catalog)
    assert "Trifarotene, topical. side effects not collected." in figure.alt_text
    assert "side effects not collected" in written(figure)


@pytest.mark.parametrize(
    ("option", "arguments", "message"),
    [
        ("adapalen", {}, "option_ids: 'adapalen' is not known; did you mean 'adapalene'?"),
        ("adapalene", {"events": ["dry_skn"]}, "events: 'dry_skn' is not known; did you mean 'dry_skin'?"),
        ("adapalene", {"events": "dry_skin"}, "events='dry_skin' must be a list or tuple of names"),
        ("trifarotene", {"events": ["dry_skin"]}, "there is no side effect to draw"),
        ("adapalene", {"events": []}, "there is no side effect to draw"),
    ],
)
def test_what_cannot_be_drawn_is_refused(option, arguments, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        frequency(option, **arguments)


@pytest.mark.parametrize("name", SHOWN)
def test_no_text_lies_on_another_or_is_cut_and_a_phone_can_read_it(name):
    figure = SHOWN[name]()
    assert overlapping(figure) == []
    assert outside(figure) == []
    assert smallest_on_a_phone(figure) >= 9


@pytest.mark.parametrize("name", SHOWN)
def test_it_is_the_same_picture_every_time_and_small(name):
    one = SHOWN[name]()
    assert one.png() == SHOWN[name]().png()
    assert len(one.png()) < 60_000
    assert picture(one).width == 594


def test_text_of_a_table_is_only_text():
    hostile = "$\\frac{<img src=x onerror=alert(1)>"
    catalog = with_rows(lambda _, one: one | {"event": hostile} if one["id"] == "AE001" else one)
    figure = frequency("adapalene", catalog=catalog)
    assert len(figure.png()) > 1000
    assert hostile in written(figure)
    assert "<img src=x" not in figure._repr_html_()


def test_the_scale_is_in_plain_shares():
    axes = frequency("adapalene").axes
    label = axes.xaxis.get_major_formatter()
    assert axes.get_xscale() == "log"
    assert [label(tick) for tick in axes.get_xticks()] == [
        "1 in 10,000", "1 in 1,000", "1 in 100", "1 in 10", "all",
    ]  # fmt: skip
