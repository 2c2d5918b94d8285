"""What a card says of an answer that no kernel has taken, and what becomes of it: it waits in the browser.

Where a lesson was only read and clicked, each answer was marked, and none was kept, without a word. Nothing
here counts seconds: the page's clock stands still, and is moved on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from playwright.sync_api import expect

from retinoid_teach import learning
from retinoid_teach.learning import keep
from retinoid_teach.learning.digest import digest
from retinoid_teach.widgets import case, claims, quiz
from tests.browser.mounting import THEMES, mounted, stop_clock, tries

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Mounted

RUN = "not saved: run this cell"
KINDS = {
    "prediction": ("Q-01-01", 20),
    "one choice": ("Q-01-02", "Q-01-02-a"),
    "number": ("Q-01-03", 12.5),
    "several choices": ("Q-09-13", "Q-09-13-a Q-09-13-b"),
    "ordering": ("Q-01-14", learning.question("Q-01-14").right),
    "match": ("Q-08-15", "Q-08-15-a Q-08-15-b Q-08-15-a Q-08-15-a"),
}
STEP = "CASE-6-1"
MOUNT_ANEW = """async (state) => {
  cleanup();
  const place = document.getElementById("widget");
  place.replaceChildren();
  window.model = new FakeModel(state);
  window.cleanup = await view(place);
}"""
DISCONNECT = "document.getElementById('widget').classList.add('jupyter-widgets-disconnected')"
CONNECT = "document.getElementById('widget').classList.remove('jupyter-widgets-disconnected')"
WAITING = "Object.keys(localStorage).length"


class Kept(NamedTuple):
    """A widget that keeps answers: how it is made, where, and what opens it for another try."""

    made: Callable[[], Any]
    module: str
    again: str = ""


KEPT = {
    "quiz": Kept(lambda: quiz("Q-01-02"), "_quiz.quiz"),
    "case": Kept(lambda: case("CASE-6"), "_case.case", "Start again"),
    "claims": Kept(lambda: claims(["CL01", "CL02"]), "_claims.claims", "Judge again"),
}


@pytest.fixture(params=KEPT)
def kept(request):
    return KEPT[request.param]


@pytest.fixture
def shown(page_with, kept):
    widget = mounted(page_with, kept.made())
    stop_clock(widget)
    return widget


def answer(shown: Mounted, place: int = 0) -> None:
    shown.page.get_by_role("radio").nth(place).check()
    shown.page.locator("form button:visible").first.click()


def answer_again(shown: Mounted, kept: Kept, place: int) -> None:
    if kept.again:
        shown.page.get_by_role("button", name=kept.again).click()
    answer(shown, place)


def word(shown: Mounted) -> Any:
    return shown.page.locator(".rt-quiz-saved").first


def anew(shown: Mounted, widget: Any) -> None:
    """Show the widget as a page does that is opened anew."""
    state = {name: widget.get_state()[name] for name in widget.trait_names(sync=True) if name[0] != "_"}
    state = {name: one for name, one in state.items() if name not in ("layout", "tabbable", "tooltip")}
    shown.page.evaluate(MOUNT_ANEW, state)


def test_a_kernel_that_is_busy_is_no_alarm(shown, kept):
    live = shown.page.get_by_role("status")
    answer(shown)
    shown.page.clock.run_for(1999)
    expect(word(shown)).to_have_text("")
    shown.page.clock.run_for(1)
    expect(word(shown)).to_have_text("not saved yet")
    expect(word(shown)).not_to_have_class(re.compile("missing"))
    expect(live).not_to_contain_text("saved")
    assert shown.page.evaluate(WAITING) == 1
    shown.receive(saved=["saved"])
    expect(word(shown)).to_have_text("saved")
    assert shown.page.evaluate(WAITING) == 0


KERNEL = "model.widget_manager = {{ kernel: {{ status: '{}', connectionStatus: '{}' }} }}"
CLOSED = {
    "its cell has not run": DISCONNECT,
    "no kernel": "model.widget_manager = { kernel: null }",
    "a dead kernel": KERNEL.format("dead", "connected"),
    "the server has gone": KERNEL.format("unknown", "disconnected"),
}


@pytest.mark.parametrize("closed", CLOSED)
def test_where_nobody_hears_it_says_at_once_what_to_do(shown, kept, closed):
    shown.page.evaluate(CLOSED[closed])
    answer(shown)
    expect(word(shown)).to_have_text(RUN)
    expect(word(shown)).to_have_class(re.compile("missing"))
    expect(shown.page.get_by_role("status")).to_contain_text(RUN)


def test_a_link_that_closes_while_an_answer_waits_is_told(shown, kept):
    shown.page.evaluate(KERNEL.format("busy", "connected"))
    answer(shown)
    shown.page.clock.run_for(2000)
    expect(word(shown)).to_have_text("not saved yet")
    shown.page.evaluate(DISCONNECT)
    shown.page.evaluate("model.emit('comm_live_update')")
    expect(word(shown)).to_have_text(RUN)


def test_a_kernel_that_was_started_anew_from_another_page_is_noticed_by_its_silence(shown, kept):
    """It is idle, the link is open, and it knows nothing of this widget."""
    shown.page.evaluate(KERNEL.format("busy", "connected"))
    answer(shown)
    shown.page.clock.run_for(20_000)
    expect(word(shown)).to_have_text("not saved yet")
    shown.page.evaluate("model.widget_manager.kernel.status = 'idle'")
    shown.page.clock.run_for(2000)
    expect(word(shown)).to_have_text("not saved yet")
    shown.page.clock.run_for(2000)
    expect(word(shown)).to_have_text(RUN)
    shown.receive(saved=["saved"])
    expect(word(shown)).to_have_text("saved")


def test_what_is_held_back_after_a_refusal_is_not_called_late(shown, kept):
    """JupyterLab's dead link throws once; what comes next it holds back for ever without a word."""
    shown.page.evaluate(
        "void (model.save_changes = () => { model.save_changes = () => {}; throw new Error('No'); })"
    )
    answer(shown)
    expect(word(shown)).to_have_text(RUN)
    shown.page.clock.run_for(10)
    answer_again(shown, kept, 1)
    expect(word(shown)).to_have_text(RUN)


def test_an_answer_waits_for_the_next_page_and_is_sent_when_its_cell_has_run(shown, kept):
    shown.page.evaluate(DISCONNECT)
    answer(shown, 1)
    given = tries(shown)
    anew(shown, kept.made())
    expect(shown.page.locator("input[type=radio]").nth(1)).to_be_checked()
    expect(word(shown)).to_have_text(RUN)
    shown.page.evaluate(CONNECT)
    anew(shown, kept.made())
    assert tries(shown) == given
    assert len(shown.page.evaluate("model.saves")) == 1
    expect(word(shown)).to_have_text("not saved yet")
    shown.receive(saved=["saved"])
    expect(word(shown)).to_have_text("saved")
    assert shown.page.evaluate(WAITING) == 0
    anew(shown, kept.made())
    assert tries(shown) == []


def test_every_try_waits_with_its_time_and_the_kernel_keeps_it_as_it_was_given(shown, kept):
    """The first try counts for a class: it may not be lost behind a later one."""
    shown.page.evaluate(DISCONNECT)
    given = []
    answer(shown, 2)
    given.append(tries(shown)[-1][1])
    shown.page.clock.run_for(60_000)
    answer_again(shown, kept, 0)
    given.append(tries(shown)[-1][1])
    anew(shown, kept.made())
    widget = kept.made()
    widget.set_state({"tries": shown.get("tries")})
    past = learning.history().answers
    assert [one.given for one in past] == given
    assert [one.time.isoformat()[:16] for one in past] == ["2026-03-01T09:30", "2026-03-01T09:31"]
    again = kept.made()
    again.set_state({"tries": shown.get("tries")})
    assert learning.history().answers == past


def test_what_the_kernel_could_not_keep_goes_on_waiting(shown, kept):
    answer(shown)
    shown.receive(saved=["Not saved: the disk is full."])
    expect(word(shown)).to_have_text("Not saved: the disk is full.")
    assert shown.page.evaluate(WAITING) == 1


STORAGES = {
    "forbidden": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })",
    "missing": "Object.defineProperty(window, 'localStorage', { value: undefined })",
    "full": "void (Storage.prototype.setItem = () => { throw new DOMException('no'); })",
}


@pytest.mark.parametrize("storage", STORAGES)
def test_without_a_storage_the_card_says_that_the_answer_has_to_be_given_again(shown, kept, storage):
    shown.page.evaluate(STORAGES[storage])
    shown.page.evaluate(DISCONNECT)
    answer(shown)
    expect(shown.page.locator(".rt-quiz-verdict, .rt-claims-said").first).to_be_visible()
    expect(word(shown)).to_have_text(RUN + ", then answer again")
    anew(shown, kept.made())
    expect(shown.page.get_by_role("radio").first).not_to_be_checked()


@pytest.mark.parametrize(
    "spoilt", ["not JSON", "null", "7", "[[1]]", '[["no such answer", "2026-03-01T09:30:00Z", ""]]']
)
def test_a_spoilt_storage_is_passed_over(shown, kept, spoilt):
    shown.page.evaluate(DISCONNECT)
    answer(shown)
    shown.page.evaluate(
        "text => Object.keys(localStorage).forEach((key) => localStorage.setItem(key, text))", spoilt
    )
    anew(shown, kept.made())
    assert tries(shown) == []
    answer(shown, 1)
    expect(word(shown)).to_have_text(RUN)


ADD_PAGE = """config => {
  document.getElementById("jupyter-config-data")?.remove();
  const script = document.createElement("script");
  Object.assign(script, { id: "jupyter-config-data", type: "application/json" });
  script.textContent = JSON.stringify(config);
  document.head.append(script);
}"""
ANA = {"hubUser": "ana", "baseUrl": "/user/ana/", "serverRoot": "~/course"}


@pytest.mark.parametrize(
    "other",
    [ANA | {"hubUser": "ben", "baseUrl": "/user/ben/"}, ANA | {"serverRoot": "~/other"}, {}],
    ids=["another user", "another folder", "no hub"],
)
def test_nobody_is_given_the_answers_of_another_person_or_folder(shown, kept, other):
    shown.page.evaluate(ADD_PAGE, ANA)
    anew(shown, kept.made())
    answer(shown)
    shown.page.evaluate(ADD_PAGE, other)
    anew(shown, kept.made())
    assert tries(shown) == []
    expect(shown.page.get_by_role("radio").first).not_to_be_checked()
    shown.page.evaluate(ADD_PAGE, ANA)
    anew(shown, kept.made())
    expect(shown.page.get_by_role("radio").first).to_be_checked()


def test_an_answer_to_another_wording_is_not_sent_and_the_question_is_asked_again(shown, kept, monkeypatch):
    answer(shown)
    monkeypatch.setattr(f"retinoid_teach.widgets.{kept.module}.digest", lambda one: "w" + digest(one)[:0:-1])
    anew(shown, kept.made())
    expect(shown.root).to_contain_text("This question has changed since you answered it on 1 March 2026")
    assert tries(shown) == []
    answer(shown, 1)
    expect(shown.root).not_to_contain_text("has changed")
    assert len(tries(shown)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_last_answer_is_shown_with_its_day_and_may_be_given_again(page_with, kind):
    question, given = KINDS[kind]
    earlier = learning.question(question)
    keep(question, given, correct=None, digest=digest(earlier))
    asked = mounted(page_with, quiz(question), timezone_id="UTC")
    day = learning.history().answers[0].time.strftime("%-d %B %Y at %H:%M")
    expect(word(asked)).to_have_text(f"answered {day}")
    assert asked.get("answers") == {question: given}
    asked.page.get_by_role("button").click()
    expect(word(asked)).to_have_text("")
    assert asked.get("answers") == {}
    assert tries(asked) == []
    asked.receive(answers={question: given})
    assert asked.page.locator(":is(input, select)").first.is_visible()


def test_a_step_shows_the_last_answer_and_start_again_takes_it_away(page_with):
    keep(STEP, "CASE-6-1-2", correct=False, digest=digest(learning.case("CASE-6").steps[0]))
    shown = mounted(page_with, case("CASE-6"), timezone_id="UTC")
    expect(word(shown)).to_have_text(re.compile("^answered "))
    expect(shown.page.locator("form")).to_have_count(2)
    shown.page.get_by_role("button", name="Start again").click()
    expect(shown.page.locator("form")).to_have_count(1)
    expect(word(shown)).to_have_text("")


def test_a_claim_shows_the_first_judgement_the_last_and_their_day(page_with):
    for verdict in ("supported", "unclear"):
        keep("CL01", verdict, correct=None)
    shown = mounted(page_with, claims(["CL01"]))
    expect(shown.root).to_contain_text("You said supported")
    expect(shown.root).to_contain_text("After reading you said unclear.")
    expect(word(shown)).to_have_text(re.compile("^answered "))
    shown.page.get_by_role("button", name="Judge again").click()
    expect(shown.page.get_by_role("radio").first).to_be_enabled()


def test_another_try_is_a_new_one_also_when_the_answer_is_the_same(page_with):
    keep("Q-01-02", "Q-01-02-a", correct=False)
    asked = mounted(page_with, quiz("Q-01-02"))
    stop_clock(asked)
    asked.page.get_by_role("button", name="Answer again").click()
    answer(asked)
    assert tries(asked) == [["Q-01-02", "Q-01-02-a"]]
    expect(word(asked)).to_have_text("")
    expect(asked.page.get_by_role("button", name="Check")).to_be_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_what_is_said_of_answers(page_with, axe_violations, theme):
    for question, given in KINDS.values():
        keep(question, given, correct=None, digest="w0" if question == "Q-01-03" else "")
    asked = mounted(page_with, quiz([question for question, _ in KINDS.values()]), theme=theme)
    expect(asked.root).to_contain_text("This question has changed")
    expect(asked.page.get_by_role("button", name="Answer again")).to_have_count(4)
    assert axe_violations(asked.page, "#widget") == []
    asked.page.evaluate(DISCONNECT)
    asked.page.get_by_role("button", name="Predict again").click()
    asked.page.get_by_label("Your prediction", exact=True).fill("21")
    asked.page.get_by_role("button", name="Keep my prediction").click()
    expect(asked.root).to_contain_text(RUN)
    assert axe_violations(asked.page, "#widget") == []
