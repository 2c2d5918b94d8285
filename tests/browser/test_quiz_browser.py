"""The quiz in a real browser: it answers at once, says why and lets one try again, by keyboard too."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect

from retinoid_teach import learning
from retinoid_teach.widgets._quiz.quiz import quiz
from tests.browser.mounting import PHONE, THEMES, called, mounted, overflows, part_of, stop_clock, tries
from tests.learning.test_parts import every_answer

NOT_EMPTY = re.compile(r"\S")
PREDICTION, CHOICE, NUMBER = "Q-01-01", "Q-01-02", "Q-01-03"
SEVERAL, ORDERING, MATCH = "Q-09-13", "Q-01-14", "Q-08-15"


@pytest.fixture
def asked(page_with):
    """A prediction, a choice and a number on one page."""
    return mounted(page_with, quiz(PREDICTION, CHOICE, NUMBER))


@pytest.fixture
def parted(page_with):
    """The three kinds of question that have a part for each line."""
    return mounted(page_with, quiz(SEVERAL, ORDERING, MATCH))


@pytest.fixture
def held(page_with):
    """A quiz for a class, whose feedback waits for the last answer."""
    return mounted(page_with, quiz(PREDICTION, CHOICE, NUMBER, feedback="at_end"))


def card(asked, question_id):
    return asked.page.locator(f"[data-question='{question_id}']")


def test_the_page_marks_as_python_does(asked):
    """Every question of the course, every choice, and for numbers each limit, beside it and far from it."""
    drawn = random.Random(3)
    tried = 0
    for one in learning.questions():
        sent = quiz(one.id).data["questions"][0]
        for given in answers_to(one, drawn):
            found = called(asked, WATCHED_MARKING, "told", [sent, given])
            said = learning.mark(one, given)
            told = said.parts or ([said.answer] if said.answer else [])
            assert found == [said.correct, [part.id for part in told]], (one.id, given)
            tried += 1
    assert tried > 200


WATCHED_MARKING = part_of("_quiz/marking.js", "markAnswer") + (
    "export function told(question, given) {\n"
    "  const { correct, parts } = markAnswer(question, given);\n"
    "  return [correct, parts.map(({ id }) => id)];\n"
    "}\n"
)


def answers_to(one, drawn):
    if one.kind == "one_choice":
        return [answer.id for answer in one.answers]
    if one.kind != "number":
        return [" ".join(given) for given in every_answer(one)]
    limits = [limit for answer in one.answers for limit in (answer.low, answer.high) if limit is not None]
    right = one.minimum if one.right is None else one.right
    edges = [*limits, right - one.tolerance, right, right + one.tolerance]
    near = [edge + step for edge in edges for step in (-0.001, 0, 0.001)]
    return [*near, -1e6, 0, 1e6, *(drawn.uniform(-10, 2 * right + 10) for _ in range(10))]


def test_a_wrong_choice_is_told_why_and_may_be_tried_again(asked):
    here = card(asked, CHOICE)
    here.get_by_label("The comedones").check()
    here.get_by_role("button", name="Check").click()
    expect(here.locator(".rt-quiz-verdict")).to_have_text("Not this one")
    expect(here).to_contain_text("This counts lesions.")
    explanation = here.get_by_text("In each region GAGS scores")
    expect(explanation).to_be_hidden()
    here.get_by_text("Show the explanation").click()
    expect(explanation).to_be_visible()

    here.get_by_label("The papule").check()
    expect(here.locator(".rt-quiz-verdict")).to_have_count(0)
    here.get_by_role("button", name="Check").click()
    expect(here.locator(".rt-quiz-verdict")).to_have_text("Right")
    expect(explanation).to_be_visible()
    first, second = [CHOICE, "Q-01-02-a"], [CHOICE, "Q-01-02-b"]
    told = [(one["answers"], [given[:2] for given in one["tries"]]) for one in asked.saved]
    assert told == [(dict([first]), [first]), (dict([second]), [first, second])]


def test_several_choices_are_told_line_by_line_what_is_wrong(parted):
    here = card(parted, SEVERAL)
    here.get_by_role("button", name="Check").click()
    expect(here).to_contain_text("Choose all that fit.")
    here.get_by_label("Azelaic acid").check()
    here.get_by_label("Tretinoin with clindamycin").check()
    here.get_by_role("button", name="Check").click()
    expect(here.locator(".rt-quiz-verdict")).to_have_text("Not all of it")
    expect(here.locator(".rt-quiz-reply strong")).to_have_text(
        ["Adapalene with benzoyl peroxide", "Azelaic acid with lymecycline or doxycycline"]
    )
    expect(here.locator("[data-mark='wrong']")).to_have_count(2)
    here.get_by_label("Azelaic acid").uncheck()
    expect(here.locator(".rt-quiz-verdict")).to_have_count(0)
    here.get_by_label("Adapalene with benzoyl peroxide", exact=True).check()
    here.get_by_role("button", name="Check").click()
    expect(here.locator(".rt-quiz-verdict")).to_have_text("Right")
    expect(here.locator(".rt-quiz-reply strong")).to_have_count(4)
    assert parted.get("answers") == {SEVERAL: "Q-09-13-a Q-09-13-c"}


def test_an_ordering_is_answered_by_keyboard_and_each_place_is_given_once(parted):
    here = card(parted, ORDERING)
    selects = here.get_by_role("combobox")
    expect(selects.first).to_have_accessible_name(re.compile("^Pustule"))
    for select, place in zip(selects.all(), "3141", strict=True):
        select.focus()
        parted.page.keyboard.press(place)
    here.get_by_role("button").click()
    expect(here).to_contain_text("Give each line its own place, from 1.")
    assert parted.saved == []
    selects.last.focus()
    parted.page.keyboard.press("2")
    parted.page.keyboard.press("Tab")
    parted.page.keyboard.press("Space")
    expect(here.locator(".rt-quiz-verdict")).to_have_text("Right")
    assert parted.get("answers") == {ORDERING: learning.question(ORDERING).right}


def test_a_match_offers_each_partner_once_and_names_the_wrong_lines(parted):
    here = card(parted, MATCH)
    selects = here.get_by_role("combobox")
    expect(selects.first.get_by_role("option")).to_have_text(
        ["–", "Contraindicated", "No contraindication listed"]
    )
    for select in selects.all():
        select.select_option("Contraindicated")
    here.get_by_role("button").click()
    expect(here.locator(".rt-quiz-reply strong")).to_have_text(
        ["Adapalene in the US", "Tretinoin lotion in the US"]
    )
    expect(parted.page.get_by_role("status")).to_contain_text(
        "Not all of it Adapalene in the US: The US calls"
    )
    for place in (1, 3):
        selects.nth(place).select_option("No contraindication listed")
    here.get_by_role("button").click()
    expect(here.locator(".rt-quiz-verdict")).to_have_text("Right")


def test_answers_with_parts_are_shown_as_they_were_given(parted):
    answers = {one: learning.question(one).right for one in (SEVERAL, ORDERING, MATCH)}
    parted.receive(answers=answers)
    expect(parted.root.locator(".rt-quiz-verdict")).to_have_text(["Right"] * 3)
    expect(card(parted, SEVERAL).get_by_role("checkbox", checked=True)).to_have_count(2)
    places = [select.input_value() for select in card(parted, ORDERING).get_by_role("combobox").all()]
    assert places == ["3", "1", "4", "2"]
    parted.receive(answers={})
    expect(parted.root.locator(".rt-quiz-verdict")).to_have_count(0)
    assert [one.input_value() for one in parted.root.get_by_role("combobox").all()] == [""] * 8


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_questions_with_parts(page_with, axe_violations, theme):
    asked = mounted(page_with, quiz(SEVERAL, ORDERING, MATCH, feedback="at_end"), theme=theme)
    assert axe_violations(asked.page, "#widget") == []
    wrong = {SEVERAL: "Q-09-13-b", MATCH: "Q-08-15-a Q-08-15-a Q-08-15-a Q-08-15-a"}
    asked.receive(answers={ORDERING: learning.question(ORDERING).right, **wrong})
    expect(asked.root).to_contain_text("1 of 3 right.")
    assert axe_violations(asked.page, "#widget") == []


def test_a_class_is_told_nothing_before_the_last_answer(held):
    live = held.page.get_by_role("status")
    expect(held.root).to_contain_text("Feedback comes after the last answer.")
    card(held, CHOICE).get_by_label("The comedones").check()
    card(held, CHOICE).get_by_role("button", name="Keep my answer").click()
    expect(card(held, CHOICE)).to_contain_text("Kept. You may still change it.")
    expect(live).to_have_text("Kept. You may still change it. Feedback comes after the last answer.")
    card(held, PREDICTION).get_by_label("Your prediction", exact=True).fill("20")
    card(held, PREDICTION).get_by_role("button", name="Keep my answer").click()
    expect(held.root.locator(".rt-quiz-verdict, .rt-quiz-said, [data-mark]")).to_have_count(0)
    card(held, CHOICE).get_by_label("The papule").check()
    card(held, CHOICE).get_by_role("button", name="Keep my answer").click()
    card(held, NUMBER).get_by_label("Your answer").fill("5")
    card(held, NUMBER).get_by_label("Your answer").press("Enter")
    expect(held.root.locator(".rt-quiz-verdict")).to_have_text(["Right", "Not this number"])
    expect(card(held, PREDICTION)).to_contain_text("The sources say 4")
    expect(held.root).to_contain_text("1 of 2 right.")
    expect(live).to_contain_text("1 of 2 right.")
    given = [[CHOICE, "Q-01-02-a"], [PREDICTION, 20], [CHOICE, "Q-01-02-b"], [NUMBER, 5]]
    assert tries(held) == given


def test_a_class_quiz_says_saved_while_it_waits(held):
    card(held, CHOICE).get_by_label("The papule").check()
    card(held, CHOICE).get_by_role("button").click()
    held.receive(saved=["saved"])
    expect(card(held, CHOICE).locator(".rt-quiz-saved")).to_have_text("saved")


def test_a_number_is_checked_with_enter_and_each_wrong_range_has_its_own_words(asked):
    here = card(asked, NUMBER)
    box = here.get_by_label("Your answer")
    expect(box).to_have_accessible_description("points")
    for number, verdict in (("5", "Not this number"), ("10", "Right"), ("10.5", "Not this number")):
        box.fill(number)
        box.press("Enter")
        expect(here.locator(".rt-quiz-verdict")).to_have_text(verdict)
        expect(here).to_contain_text(learning.mark(learning.question(NUMBER), float(number)).feedback)
    assert asked.get("answers") == {NUMBER: 10.5}


def test_saved_is_said_once_the_kernel_has_said_so_and_of_no_later_answer(asked):
    """Until then nothing is said. The same answer given again is another try, to be saved by itself."""
    stop_clock(asked)
    here, live = card(asked, CHOICE), asked.page.get_by_role("status")
    word = here.locator(".rt-quiz-saved")

    def answer(name):
        here.get_by_label(name).check()
        here.get_by_role("button").click()
        expect(here.locator(".rt-quiz-verdict")).to_be_visible()
        expect(word).to_have_text("")

    answer("The papule")
    asked.receive(saved=["saved"])
    expect(word).to_have_text("saved")
    expect(card(asked, NUMBER).locator(".rt-quiz-saved")).to_have_text("")
    here.get_by_role("button").click()
    expect(word).to_have_text("")
    asked.receive(saved=["saved", "saved"])
    expect(word).to_have_text("saved")
    expect(live).not_to_contain_text("saved")

    answer("The comedones")
    answer("The papule")
    asked.receive(saved=["saved", "saved", "Not saved: the disk is full."])
    expect(word).to_have_text("")
    asked.receive(saved=["saved", "saved", "saved", "Not saved: the disk is full."])
    expect(word).to_have_text("Not saved: the disk is full.")
    expect(live).to_contain_text("Not saved: the disk is full.")
    here.get_by_label("The comedones").check()
    expect(word).to_have_text("")
    asked.receive(answers={CHOICE: "Q-01-02-a"})
    expect(word).to_have_text("")


def test_a_prediction_that_is_taken_back_is_not_called_saved(asked):
    here = card(asked, PREDICTION)
    stop_clock(asked)
    box, word = here.get_by_label("Your prediction", exact=True), here.locator(".rt-quiz-saved")
    box.fill("20")
    here.get_by_role("button").click()
    asked.receive(saved=["saved"])
    expect(word).to_have_text("saved")
    here.get_by_role("button").click()
    expect(word).to_have_text("")
    assert tries(asked) == [[PREDICTION, 20]]
    box.fill("20")
    here.get_by_role("button").click()
    expect(word).to_have_text("")
    assert tries(asked) == [[PREDICTION, 20], [PREDICTION, 20]]


def test_nothing_is_marked_before_there_is_an_answer(asked):
    for question_id, words in ((CHOICE, "Choose an answer first."), (NUMBER, "Type a number first")):
        here = card(asked, question_id)
        here.get_by_role("button", name="Check").click()
        expect(here).to_contain_text(words)
        expect(here.locator(".rt-quiz-verdict")).to_have_count(0)
    assert asked.saved == []


def test_a_prediction_is_kept_and_answered_without_right_or_wrong(asked):
    here = card(asked, PREDICTION)
    expect(here).not_to_contain_text("The sources say")
    here.get_by_label("Your prediction", exact=True).fill("20")
    here.get_by_role("button", name="Keep my prediction").click()
    expect(here).to_contain_text("You said 20\u00a0points. The sources say 4\u00a0points.")
    expect(here.locator(".rt-quiz-verdict")).to_have_count(0)
    expect(here.get_by_label("Your prediction", exact=True)).to_be_disabled()
    assert asked.get("answers") == {PREDICTION: 20}

    here.get_by_role("button", name="Predict again").click()
    expect(here).not_to_contain_text("You said")
    expect(here.get_by_label("Your prediction", exact=True)).to_have_value("")
    assert asked.get("answers") == {}


def test_a_slider_is_no_answer_until_it_is_touched(asked):
    here = card(asked, PREDICTION)
    slider = here.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", "not chosen yet")
    here.get_by_role("button").click()
    expect(here).to_contain_text("Type a number first")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "1\u00a0points")
    expect(here.get_by_label("Your prediction", exact=True)).to_have_value("1")
    here.get_by_label("Your prediction", exact=True).fill("7")
    expect(slider).to_have_value("7")


def test_pressing_the_slider_where_it_stands_is_an_answer(asked):
    card(asked, PREDICTION).get_by_role("slider").click()
    expect(card(asked, PREDICTION).get_by_label("Your prediction", exact=True)).to_have_value("22")


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowDown", "Home", "PageDown"])
def test_the_left_end_of_a_slider_can_be_chosen_by_key(asked, key):
    """It stands there unseen before it was touched, so a key that would take it there moves nothing."""
    here = card(asked, PREDICTION)
    here.get_by_role("slider").press(key)
    expect(here.get_by_role("slider")).to_have_attribute("aria-valuetext", "0\u00a0points")
    here.get_by_role("button").click()
    expect(here).to_contain_text("You said 0\u00a0points.")


def test_a_slider_shows_no_place_before_it_is_touched_and_after_it_is_taken_back(asked):
    here = card(asked, PREDICTION)
    slider, ends = here.get_by_role("slider"), here.locator(".rt-quiz-ends")
    expect(ends).to_have_text("0not chosen yet44\u00a0points")
    empty = slider.screenshot()
    here.get_by_label("Your prediction", exact=True).fill("0")
    expect(ends).to_have_text("00\u00a0points44\u00a0points")
    assert slider.screenshot() != empty, "a thumb stands at the left end"
    here.get_by_role("button").click()
    here.get_by_role("button", name="Predict again").click()
    expect(ends).to_have_text("0not chosen yet44\u00a0points")
    assert slider.screenshot() == empty


def test_a_prediction_outside_the_scale_is_not_kept(asked):
    here = card(asked, PREDICTION)
    here.get_by_label("Your prediction", exact=True).fill("45")
    here.get_by_role("button").click()
    expect(here).to_contain_text("Type a number from 0 to 44\u00a0points.")
    assert asked.saved == []


def test_the_whole_quiz_by_keyboard_alone(asked):
    page = asked.page
    press = page.keyboard.press
    press("Tab")
    expect(card(asked, PREDICTION).get_by_role("slider")).to_be_focused()
    press("ArrowRight")
    press("Tab")
    press("Tab")
    press("Enter")
    expect(card(asked, PREDICTION)).to_contain_text("You said 1")
    expect(card(asked, PREDICTION).get_by_role("button")).to_be_focused()
    card(asked, CHOICE).get_by_role("radio").first.focus()
    press("ArrowDown")
    press("Tab")
    press("Space")
    expect(card(asked, CHOICE).locator(".rt-quiz-verdict")).to_have_text("Right")
    expect(card(asked, CHOICE).get_by_role("button")).to_be_focused()
    press("Shift+Tab")
    press("ArrowDown")
    expect(card(asked, CHOICE).get_by_role("radio").nth(2)).to_be_checked()


def test_the_result_is_announced_and_again_when_it_is_the_same(asked):
    here = card(asked, NUMBER)
    live = asked.page.get_by_role("status")
    here.get_by_label("Your answer").fill("3")
    for _ in range(2):
        before = live.text_content()
        here.get_by_role("button").click()
        expect(live).to_contain_text("Not this number Take one region at a time")
        assert live.text_content() != before
    expect(live).not_to_contain_text("Each cheek counts")


def test_every_control_has_a_name_and_each_question_is_a_group(asked):
    groups = asked.page.locator("fieldset")
    expect(groups).to_have_count(3)
    expect(groups.nth(1)).to_have_accessible_name(
        "A forehead has twenty comedones and one papule. What sets its GAGS score?"
    )
    for control in asked.page.locator("input, button").all():
        expect(control).to_have_accessible_name(NOT_EMPTY)


def test_a_citation_names_its_source_and_the_list_links_to_it(asked):
    here = card(asked, NUMBER)
    expect(here.locator("details.rt-cited-sources")).to_have_count(0)
    here.get_by_label("Your answer").fill("10")
    here.get_by_role("button").click()
    label = here.locator("sup").first
    assert label.get_attribute("title").endswith("Table 3")
    here.get_by_text("Sources (1)").click()
    link = here.get_by_role("link")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    assert link.get_attribute("href").startswith("https://")


def test_each_question_can_be_reported_and_the_quiz_is_honest(asked):
    for question_id in (PREDICTION, CHOICE, NUMBER):
        expect(card(asked, question_id)).to_contain_text(f"Unclear? Tell us about question {question_id}.")
    expect(asked.root).to_contain_text("it cannot serve as an exam")


def test_answers_from_python_are_shown_and_those_of_the_page_stay(asked):
    card(asked, NUMBER).get_by_label("Your answer").fill("12")
    asked.receive(answers={CHOICE: "Q-01-02-b"})
    expect(card(asked, CHOICE).get_by_label("The papule")).to_be_checked()
    expect(card(asked, CHOICE).locator(".rt-quiz-verdict")).to_have_text("Right")
    expect(card(asked, NUMBER).get_by_label("Your answer")).to_have_value("12")
    asked.receive(answers={})
    expect(card(asked, CHOICE).get_by_label("The papule")).not_to_be_checked()
    assert asked.saved == []


def test_an_answer_stands_in_every_view_and_a_removed_view_lets_go(asked):
    asked.page.evaluate(
        """async () => {
          const second = document.createElement("div");
          second.id = "second";
          document.querySelector("main").append(second);
          window.removeSecond = await view(second);
        }"""
    )
    first, second = asked.root, asked.page.locator("#second")
    first.get_by_label("The papule").check()
    first.locator(f"[data-question='{CHOICE}'] button").click()
    expect(second.get_by_label("The papule")).to_be_checked()
    expect(second.locator(".rt-quiz-verdict")).to_have_text("Right")
    asked.page.evaluate("removeSecond()")
    for trait in ("answers", "tries", "saved"):
        assert asked.page.evaluate("name => model.listeners.get('change:' + name).length", trait) == 1


def test_a_choice_may_be_a_prediction(page_with):
    """It is locked once kept; what the sources say stands beside what the learner said."""
    one = next(one for one in learning.questions(role="prediction") if one.kind == "one_choice")
    here = mounted(page_with, quiz(one.id))
    here.page.get_by_role("radio").nth(1).check()
    here.page.get_by_role("button").click()
    expect(here.root).to_contain_text(f"You said \u201c{one.answers[1].text}\u201d.")
    expect(here.root).to_contain_text(f"The sources say \u201c{one.right_text}\u201d.")
    for radio in here.page.get_by_role("radio").all():
        expect(radio).to_be_disabled()


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_before_or_after_answering(page_with, axe_violations, theme):
    asked = mounted(page_with, quiz(PREDICTION, CHOICE, NUMBER), theme=theme)
    assert axe_violations(asked.page, "#widget") == []
    answers = {PREDICTION: 20, CHOICE: "Q-01-02-a", NUMBER: 10}
    words = ["saved", "saved", "Not saved: the disk is full. The course goes on without it."]
    asked.receive(answers=answers, tries=[list(one) for one in answers.items()], saved=words)
    expect(asked.page.locator(".rt-quiz-saved")).to_have_text(words)
    for fold in asked.page.locator("summary").all():
        fold.click()
    assert axe_violations(asked.page, "#widget") == []


@pytest.mark.parametrize("lesson", sorted({one.lesson for one in learning.questions()}))
def test_it_fits_a_phone(page_with, lesson):
    ids = [one.id for one in learning.questions(lesson)]
    asked = mounted(page_with, quiz(ids), width=PHONE)
    assert overflows(asked) <= 0
    given = {one.id: one.minimum if one.right is None else one.right for one in learning.questions(lesson)}
    asked.receive(answers=given)
    assert overflows(asked) <= 0


def test_on_paper_the_buttons_are_gone_and_the_answer_stays(asked):
    asked.receive(answers={NUMBER: 10})
    asked.page.emulate_media(media="print")
    for button in asked.page.get_by_role("button", include_hidden=True).all():
        expect(button).to_be_hidden()
    expect(card(asked, NUMBER).locator(".rt-quiz-verdict")).to_be_visible()


def test_text_of_a_file_stays_text(page_with, catalog_with_texts):
    hostile = "<img src=x onerror=\"document.title='hit'\"><b>bold</b> javascript:alert(1)"
    asked = mounted(page_with, quiz(CHOICE, catalog=catalog_with_texts(hostile)))
    asked.receive(answers={CHOICE: "Q-01-02-a"})
    expect(asked.root).to_contain_text("<b>bold</b>")
    expect(asked.page.locator("#widget :is(img, b)")).to_have_count(0)
    assert asked.page.title() != "hit"


def test_keys_stay_in_the_control_that_has_the_focus(asked):
    """Symptom in JupyterLab: an arrow on a radio button chose the next cell, Enter in a field did nothing.

    JupyterLab takes a key for a command of the notebook unless the focused element itself says otherwise.
    It also prevents the new line that Enter would be; a form is then not sent by itself.
    """
    kept = "document.activeElement.dataset.lmSuppressShortcuts"
    for control in asked.page.locator("#widget :is(input, button, summary)").all():
        control.focus()
        assert asked.page.evaluate(kept) == "true"
    asked.page.evaluate("addEventListener('beforeinput', (event) => event.preventDefault(), true)")
    box = card(asked, NUMBER).get_by_label("Your answer")
    box.evaluate("(element) => { element.value = 10; }")
    box.press("Enter")
    expect(card(asked, NUMBER).locator(".rt-quiz-verdict")).to_have_text("Right")
    assert len(asked.saved) == 1


def test_a_label_and_an_empty_slider_are_seen_under_a_persons_own_colours(page_with):
    """The browser puts the page's colour behind a text of its own colour: the button looked empty."""
    page = mounted(page_with, quiz(["Q-01-01"]), theme="forced-colors").page
    styled = "node => { const { forcedColorAdjust, backgroundImage } = getComputedStyle(node);"
    keep = page.get_by_role("button", name="Keep my prediction")
    assert keep.evaluate(f"{styled} return forcedColorAdjust; }}") == "none"
    assert "gradient" in page.get_by_role("slider").evaluate(f"{styled} return backgroundImage; }}")
