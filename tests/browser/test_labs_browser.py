"""What the labs share, in a real browser: controls, the picture that follows them, and the kernel's turn."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from retinoid_teach.widgets import kinetics_lab, receptor_lab, skin_lab
from tests.browser.lab_mounting import mounted_lab, sendable
from tests.browser.mounting import PHONE, THEMES, overflows
from tests.widgets.plain_lab import PlainLab

HOSTILE = "<img src=x onerror=\"document.title='hit'\">"
WAITING = "Waiting for the kernel"


@pytest.fixture
def lab(page_with):
    return mounted_lab(page_with, PlainLab())


def slider(lab, name="plain amount"):
    return lab.page.get_by_role("slider", name=name)


def picture(lab):
    return lab.page.get_by_role("img", name="the top is")


def spoken(lab):
    """The live region; a slider's output has the role too, and is silent."""
    return lab.page.locator("[role=status]")


def pixels(lab):
    """The canvas as the browser has it."""
    return lab.page.evaluate("document.querySelector('.rt-lab canvas').toDataURL()")


def painted(lab):
    """After the frame in which what was asked is drawn."""
    lab.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return pixels(lab)


def test_a_slider_has_its_name_value_and_unit(lab):
    expect(slider(lab)).to_have_attribute("aria-valuetext", "5\u00a0mg")
    expect(lab.page.locator("output").first).to_have_text("5\u00a0mg")


def test_by_keyboard_a_slider_sends_its_value_and_the_answer_is_shown_and_said(lab):
    before = painted(lab)
    slider(lab).focus()
    lab.page.keyboard.press("ArrowRight")
    expect(slider(lab)).to_have_attribute("aria-valuetext", "5.5\u00a0mg")
    assert lab.asked() == [lab.lab.data["initial"] | {"amount": 5.5}]
    lab.answer()
    expect(lab.page.locator(".rt-lab-sentence")).to_contain_text("the top is 5.5 ng/mL")
    expect(picture(lab)).to_have_attribute("aria-label", "plain: the top is 5.5 ng/mL.")
    expect(spoken(lab)).to_have_text("plain: the top is 5.5 ng/mL.")
    assert painted(lab) != before


def test_an_id_that_is_no_row_of_the_lab_is_read_and_heard(page_with):
    lab = mounted_lab(page_with, PlainLab("plain [Z9]"))
    expect(lab.page.locator(".rt-lab-sentence")).to_contain_text("plain [Z9]: the top is 5")
    expect(picture(lab)).to_have_attribute("aria-label", "plain [Z9]: the top is 5 ng/mL.")


def test_nothing_is_said_while_the_slider_moves(lab):
    slider(lab).evaluate("(input) => { input.value = 7; input.dispatchEvent(new Event('input')); }")
    lab.answer()
    expect(lab.page.locator(".rt-lab-sentence")).to_contain_text("the top is 7 ng/mL")
    expect(spoken(lab)).to_have_text("")
    slider(lab).dispatch_event("change")
    expect(spoken(lab)).to_have_text("plain: the top is 7 ng/mL.")


def test_a_slider_of_stops_has_them_and_no_other_value(lab):
    slider(lab, "level").focus()
    lab.page.keyboard.press("End")
    assert lab.asked()[-1]["level"] == 100
    lab.page.keyboard.press("ArrowLeft")
    assert lab.asked()[-1]["level"] == 89


def test_a_value_between_two_stops_is_shown_as_it_is(page_with):
    lab = mounted_lab(page_with, PlainLab(level=1.234))
    expect(slider(lab, "level")).to_have_attribute("aria-valuetext", "1.234\u00a0nM")


def test_the_newest_value_wins_over_a_slow_kernel(lab):
    """Three moves, answered late and one by one: an old answer is not shown, the last one is."""
    slider(lab).focus()
    for _ in range(3):
        lab.page.keyboard.press("ArrowRight")
    asked = lab.asked()
    assert [one["amount"] for one in asked] == [5.5, 6, 6.5]
    for values in asked[:2]:
        lab.answer(values)
        expect(lab.page.locator(".rt-lab-sentence")).to_contain_text("the top is 5 ng/mL")
        expect(slider(lab)).to_have_attribute("aria-valuetext", "6.5\u00a0mg")
    lab.answer(asked[2])
    expect(lab.page.locator(".rt-lab-sentence")).to_contain_text("the top is 6.5 ng/mL")
    expect(spoken(lab)).to_have_text("plain: the top is 6.5 ng/mL.")
    assert len(lab.asked()) == 3


def test_beside_a_slider_in_use_the_picture_is_there_before_the_hand(lab):
    """The nearest values are asked for when the slider is taken; then a key needs no kernel."""
    slider(lab).focus()
    (wanted,) = lab.wanted()
    assert [one["amount"] for one in wanted["values"]] == [5.5, 4.5, 6, 4]
    assert {
        key for one in wanted["values"] for key, value in one.items() if value != lab.lab.values[key]
    } == {"amount"}
    lab.prepare()
    for key, top in (("ArrowRight", "5.5"), ("ArrowLeft", "5"), ("ArrowLeft", "4.5")):
        before = painted(lab)
        lab.page.keyboard.press(key)
        expect(lab.page.locator(".rt-lab-sentence")).to_contain_text(f"the top is {top} ng/mL")
        expect(spoken(lab)).to_have_text(f"plain: the top is {top} ng/mL.")
        expect(lab.root).not_to_have_attribute("data-waiting", "")
        assert painted(lab) != before
    assert [one["amount"] for one in lab.asked()] == [5.5, 5, 4.5]
    lab.answer(lab.asked()[0])
    expect(lab.page.locator(".rt-lab-sentence")).to_contain_text("the top is 4.5 ng/mL")


def test_further_values_are_asked_for_when_nothing_is_on_its_way_and_each_once(lab):
    slider(lab).focus()
    while len(lab.wanted()) < 5:
        asked = len(lab.wanted())
        lab.prepare()
        assert len(lab.wanted()) == asked + 1
    lab.prepare()
    assert len(lab.wanted()) == 5
    amounts = [one["amount"] for wanted in lab.wanted() for one in wanted["values"]]
    assert sorted(amounts) == [at / 2 for at in range(21) if at != 10]


def test_a_second_view_asks_for_itself_though_the_first_had_the_same_wish(lab):
    slider(lab).focus()
    lab.prepare()
    first = lab.wanted()
    lab.page.evaluate("""() => {
      cleanup();
      const place = document.getElementById("widget");
      place.replaceChildren();
      return view(place).then(() => {});
    }""")
    slider(lab).focus()
    again = lab.wanted()[len(first) :]
    assert [one["values"] for one in again] == [first[0]["values"]]
    assert again[0]["number"] == first[-1]["number"] + 1


def test_a_jump_beyond_what_is_drawn_waits_for_the_kernel_and_is_asked_for_first(lab):
    slider(lab).press("End")
    assert lab.wanted() == lab.wanted()[:1]
    assert lab.asked()[-1]["amount"] == 10
    expect(lab.root).to_have_attribute("data-waiting", "")
    lab.answer()
    expect(lab.page.locator(".rt-lab-sentence")).to_contain_text("the top is 10 ng/mL")
    lab.prepare()
    assert [one["amount"] for one in lab.wanted()[-1]["values"]] == [9.5, 9, 8.5, 8]


def test_the_values_beside_a_slider_of_stops_are_its_stops(lab):
    slider(lab, "level").focus()
    (wanted,) = lab.wanted()
    assert [one["level"] for one in wanted["values"]] == [1.1, 0.89, 1.3, 0.79]


def test_what_is_copied_is_what_is_shown(page_with):
    lab = mounted_lab(page_with, PlainLab(), permissions=["clipboard-read", "clipboard-write"])
    slider(lab).focus()
    lab.prepare()
    lab.page.keyboard.press("ArrowRight")
    lab.page.get_by_role("button", name="Copy values").click()
    expect(lab.page.locator(".rt-lab-said")).to_contain_text("amount=5.5")


def test_after_two_hundred_moves_there_is_one_picture(lab):
    box = slider(lab)
    box.evaluate("""(input) => {
      for (let at = 0; at < 200; at += 1) {
        input.value = String((at % 20) / 2);
        input.dispatchEvent(new Event('input'));
      }
    }""")
    assert lab.asked()[-1]["amount"] == 9.5
    for values in lab.asked()[::20]:
        lab.answer(values)
    lab.answer()
    expect(lab.page.locator(".rt-lab-sentence")).to_contain_text("the top is 9.5 ng/mL")
    expect(lab.page.locator(".rt-lab canvas")).to_have_count(1)


def test_the_view_takes_everything_with_it(lab):
    lab.page.evaluate("cleanup()")
    expect(lab.page.locator(".rt-lab canvas")).to_have_count(0)
    lab.mounted.receive(drawing=sendable(PlainLab(amount=1).drawing))
    lab.page.evaluate("document.body.dataset.jpThemeLight = 'false'")


def test_without_an_answer_it_says_what_to_do(lab):
    expect(lab.page.get_by_text(WAITING)).to_be_hidden()
    slider(lab).press("ArrowRight")
    expect(lab.page.get_by_text("run this cell to move the sliders")).to_be_visible()
    expect(picture(lab)).to_be_visible()
    lab.answer()
    expect(lab.page.get_by_text(WAITING)).to_be_hidden()


def test_a_stored_lab_shows_its_picture_without_a_kernel(lab):
    expect(picture(lab)).to_be_visible()
    expect(lab.page.locator(".rt-lab-title")).to_have_text("plain title")
    assert lab.asked() == []


def test_values_from_python_move_the_controls(lab):
    lab.lab.values = {"amount": 2, "shape": "none", "many": [], "flag": True}
    lab.mounted.receive(values=lab.lab.values, drawing=sendable(lab.lab.drawing))
    expect(slider(lab)).to_have_value("2")
    expect(lab.page.get_by_role("radio", name="no curve")).to_be_checked()
    expect(lab.page.get_by_role("group", name="many").get_by_label("plain a")).not_to_be_checked()
    expect(lab.page.get_by_text("plain nothing")).to_be_visible()
    expect(lab.page.locator(".rt-lab-frame")).to_be_hidden()
    assert lab.asked() == []


def test_a_picture_that_was_away_comes_back(lab):
    lab.page.get_by_role("radio", name="no curve").check()
    lab.answer()
    expect(lab.page.locator(".rt-lab-frame")).to_be_hidden()
    lab.page.get_by_role("radio", name="one curve").check()
    lab.answer()
    expect(picture(lab)).to_be_visible()
    expect(lab.page.locator(".rt-lab canvas")).to_have_count(1)


def test_what_cannot_be_used_says_why_and_what_plays_no_part_is_away(lab):
    lab.page.get_by_label("list").select_option("b")
    assert lab.asked()[-1]["list"] == "b"
    lab.answer()
    flag = lab.page.get_by_role("checkbox", name="flag")
    expect(flag).to_be_disabled()
    expect(flag).to_have_accessible_description("not with b")
    expect(lab.page.get_by_role("group", name="many")).to_be_hidden()


def test_only_what_is_on_offer_is_shown(lab):
    lab.page.get_by_role("checkbox", name="flag").check()
    lab.answer()
    many = lab.page.get_by_role("group", name="many")
    expect(many.get_by_label("plain a")).to_be_visible()
    expect(many.get_by_label("plain b")).to_be_hidden()
    expect(lab.page.get_by_text("plain note")).to_be_visible()


def test_the_picture_keeps_its_place_while_the_slider_moves(lab):
    place = lab.page.locator(".rt-lab-numbers")
    before = place.bounding_box()
    slider(lab).press("End")
    lab.answer()
    expect(lab.page.locator(".rt-lab-sentence")).to_contain_text("the top is 10")
    assert place.bounding_box() == before


def test_reset_goes_back_to_the_start(lab):
    slider(lab).press("End")
    lab.answer()
    lab.page.get_by_role("button", name="Reset").click()
    assert lab.asked()[-1] == lab.lab.data["initial"]
    lab.answer()
    expect(slider(lab)).to_have_value("5")
    expect(spoken(lab)).to_have_text("plain: the top is 5 ng/mL.")


def test_copy_values_gives_a_line_of_python(page_with):
    lab = mounted_lab(page_with, PlainLab(), permissions=["clipboard-read", "clipboard-write"])
    lab.page.get_by_role("button", name="Copy values").click()
    call = lab.lab.drawing["call"]
    expect(lab.page.locator(".rt-lab-said")).to_have_text(f"Copied: {call}")
    assert lab.page.evaluate("navigator.clipboard.readText()") == call


def test_without_a_clipboard_the_line_can_be_read(page_with):
    lab = mounted_lab(page_with, PlainLab())
    lab.page.evaluate("document.execCommand = () => false")
    lab.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    lab.page.get_by_role("button", name="Copy values").click()
    expect(lab.page.locator(".rt-lab-said")).to_have_text(
        f"Not copied. The values: {lab.lab.drawing['call']}"
    )


def test_without_a_clipboard_object_the_line_is_copied_from_a_field_that_nobody_sees(lab):
    """A page that is served without https has none. The field is in no reader's way, and the page stays."""
    lab.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    lab.page.evaluate("""document.addEventListener('copy', () => {
      const { value, offsetWidth, ariaHidden } = document.activeElement;
      window.copied = [value, offsetWidth, ariaHidden];
    })""")
    button = lab.page.get_by_role("button", name="Copy values")
    button.focus()
    lab.page.evaluate("document.querySelector('main').style.paddingTop = '3000px'")
    lab.page.evaluate("scrollTo(0, 0)")
    button.press("Enter")
    call = lab.lab.drawing["call"]
    expect(lab.page.locator(".rt-lab-said")).to_have_text(f"Copied: {call}")
    assert lab.page.evaluate("copied") == [call, 1, "true"]
    assert lab.page.evaluate("scrollY") == 0
    expect(button).to_be_focused()


def test_it_follows_a_theme_that_changes(lab):
    lab.page.evaluate("document.body.className = 'theme-light'")
    light = painted(lab)
    lab.page.evaluate("document.body.className = 'theme-dark'")
    assert painted(lab) != light
    lab.page.evaluate("document.body.className = 'theme-light'")
    assert painted(lab) == light
    lab.page.emulate_media(forced_colors="active")
    assert painted(lab) != light


def test_it_is_printed_in_the_colours_of_paper(page_with):
    dark = mounted_lab(page_with, PlainLab(), theme="dark")
    before = painted(dark)
    dark.page.emulate_media(media="print")
    assert painted(dark) != before
    expect(picture(dark)).to_be_visible()
    expect(dark.page.get_by_role("button", name="Reset")).to_be_hidden()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("values", [{}, {"shape": "none"}, {"list": "b", "flag": True}], ids=str)
def test_axe_finds_nothing(page_with, axe_violations, theme, values):
    lab = mounted_lab(page_with, PlainLab(**values), theme=theme)
    lab.page.get_by_text("Sources (1)").click()
    lab.page.get_by_text("What am I looking at?").click()
    assert axe_violations(lab.page, "#widget") == []


@pytest.mark.parametrize("width", [320, PHONE, 600, 760, 1000])
def test_it_fits_its_place(page_with, width):
    lab = mounted_lab(page_with, PlainLab("words that are rather long"), width=width)
    painted(lab)
    assert overflows(lab.mounted) <= 0
    assert covered(lab) == []


def covered(lab):
    """Labels at the ends that lie over each other or beyond the picture."""
    return lab.page.evaluate("""() => {
      const frame = document.querySelector(".rt-lab-figure").getBoundingClientRect();
      const ends = [...document.querySelectorAll(".rt-lab-end")];
      const boxes = ends.map((one) => [one.textContent, one.getBoundingClientRect()]);
      const beyond = boxes.filter(([, box]) => box.right > frame.right + 1 || box.bottom > frame.bottom + 1);
      const over = boxes.filter(([, one], at) => boxes.slice(at + 1).some(([, other]) =>
        one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5));
      return [...beyond, ...over].map(([text]) => text);
    }""")


def test_a_picture_follows_the_width_of_its_place(lab):
    lab.page.set_viewport_size({"width": PHONE, "height": 900})
    expect(lab.page.get_by_text("short", exact=True)).to_be_visible()
    expect(lab.page.locator(".rt-lab canvas")).to_have_count(1)
    assert overflows(lab.mounted) <= 0


def test_text_of_a_file_stays_text(page_with):
    lab = mounted_lab(page_with, PlainLab(HOSTILE, flag=True))
    lab.page.get_by_text("What am I looking at?").click()
    expect(lab.page.locator("#widget img")).to_have_count(0)
    expect(lab.page.locator(".rt-lab-title")).to_have_text(f"{HOSTILE} title")
    assert lab.page.title() != "hit"


LABS = {
    "receptor": receptor_lab,
    "receptor, two ligands": lambda: receptor_lab("kd_r013", rival="R015", add="R001"),
    "receptor, many curves": lambda: receptor_lab("kd_r059"),
    "receptor, a bound": lambda: receptor_lab("kd_r017"),
    "receptor, no curve": lambda: receptor_lab("isotretinoin"),
    "kinetics": kinetics_lab,
    "kinetics, all": lambda: kinetics_lab(both_meals=True, metabolite=True, log_axis=True),
    "kinetics, many doses": lambda: kinetics_lab(doses=14, fed=False, model="no_lag"),
    "skin": skin_lab,
    "skin, no flux": lambda: skin_lab("adapalene"),
    "skin, blood": lambda: skin_lab(picture="into_the_blood"),
}


@pytest.mark.parametrize("name", LABS)
def test_each_lab_fits_a_phone_and_a_page_and_axe_finds_nothing(page_with, axe_violations, name):
    made = LABS[name]()
    for theme, width in (("light", 1000), ("jupyter-dark", PHONE)):
        lab = mounted_lab(page_with, made, theme=theme, width=width)
        expect(lab.page.locator(".rt-lab-frame")).to_be_visible(visible=not made.drawing["empty"])
        assert overflows(lab.mounted) <= 0
        assert covered(lab) == []
        assert axe_violations(lab.page, "#widget") == []


@pytest.mark.parametrize(
    ("name", "slider_name"),
    [("receptor", "Concentration"), ("kinetics", "Dose"), ("skin", "Molar mass of the curves")],
)
def test_each_lab_answers_a_key_with_another_picture(page_with, name, slider_name):
    lab = mounted_lab(page_with, LABS[name]())
    before = painted(lab)
    lab.page.get_by_role("slider", name=slider_name, exact=True).press("ArrowRight")
    lab.answer()
    expect(lab.root).not_to_have_attribute("data-waiting", "")
    assert painted(lab) != before


def test_a_set_of_constants_brings_its_own_boxes_and_isotretinoin_brings_none(page_with):
    lab = mounted_lab(page_with, receptor_lab())
    lab.page.get_by_label("Set of constants").select_option("kd_r013")
    lab.answer()
    lab.mounted.receive(values=lab.lab.values)
    boxes = lab.page.get_by_role("group", name="Curves (six at most)").get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    expect(boxes.first).to_be_checked()
    lab.page.get_by_label("Set of constants").select_option("isotretinoin")
    lab.answer()
    lab.mounted.receive(values=lab.lab.values)
    expect(lab.page.get_by_text("no constant of isotretinoin can be trusted")).to_be_visible()
    expect(lab.page.get_by_text("Printed in a database, and not used")).to_be_visible()
    expect(lab.page.get_by_role("slider")).to_have_count(0)


def test_a_constant_of_another_set_is_refused_in_words(page_with):
    lab = mounted_lab(page_with, receptor_lab())
    lab.page.get_by_label("Add a constant of another set").select_option("R013")
    lab.answer()
    expect(lab.page.get_by_text("Not added. R001 and R013 differ in quantity")).to_be_visible()


def test_a_study_moves_the_limit_and_the_limit_the_study(page_with):
    lab = mounted_lab(page_with, skin_lab(picture="into_the_blood"))
    lab.page.get_by_label("a fine assay").check()
    lab.answer()
    lab.mounted.receive(values=lab.lab.values)
    limit = lab.page.get_by_role("slider", name="Detection limit")
    expect(limit).to_have_attribute("aria-valuetext", "0.3\u00a0ng/mL")
    limit.press("End")
    lab.answer()
    lab.mounted.receive(values=lab.lab.values)
    expect(lab.page.get_by_label("your own study")).to_be_checked()
