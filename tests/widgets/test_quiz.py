"""The quiz without a browser: what is sent, what may be set, and what is read where nothing runs."""

from __future__ import annotations

import json
import re

import pytest
from traitlets import TraitError

from retinoid_teach import learning
from retinoid_teach.learning import NotSaved, history, progress_folder
from retinoid_teach.learning.marking import foreseen
from retinoid_teach.learning.records import CITATION
from retinoid_teach.widgets._quiz.quiz import quiz
from tests.widgets.reading import Page, stored_bytes

LESSONS = sorted({one.lesson for one in learning.questions()})


def test_questions_may_be_named_one_by_one_or_in_a_list() -> None:
    apart, listed = quiz("Q-01-02", "Q-01-03"), quiz(["Q-01-02", "Q-01-03", "Q-01-02"])
    assert apart.data == listed.data
    assert repr(apart) == repr(listed) == "<Quiz Q-01-02 Q-01-03>"


@pytest.mark.parametrize(
    ("ids", "part"),
    [
        (["Q01-02"], "'Q01-02' is not known; did you mean 'Q-01-02'?"),
        (["Q-01-02", "nonsense"], "'nonsense' is not known"),
        ([], "name at least one question"),
    ],
)
def test_a_wrong_id_is_answered_in_words(ids, part) -> None:
    with pytest.raises(ValueError, match=re.escape(part)):
        quiz(ids)


def test_feedback_comes_at_once_unless_a_class_waits_for_the_last_answer() -> None:
    at_once, at_end = quiz("Q-01-02"), quiz("Q-01-02", feedback="at_end")
    assert quiz("Q-01-02", feedback="at_once").data == at_once.data
    assert "at_end" not in at_once.data
    assert at_end.data == at_once.data | {"at_end": True}


def test_another_time_for_feedback_is_refused() -> None:
    with pytest.raises(ValueError, match=r"feedback: 'never' is not known\. Allowed: at_once, at_end"):
        quiz("Q-01-02", feedback="never")


def test_lines_are_sent_with_what_each_can_be_given() -> None:
    several, ordering, match = quiz("Q-09-13", "Q-01-14", "Q-08-15").data["questions"]
    assert ("options" in several, "right" in several, "right" in match) == (False, False, False)
    assert [value for value, _ in ordering["options"]] == ["", "1", "2", "3", "4"]
    assert match["options"] == [
        ["", "–"],
        ["Q-08-15-a", "Contraindicated"],
        ["Q-08-15-b", "No contraindication listed"],
    ]


def test_an_answer_with_parts_is_set_kept_and_shown() -> None:
    asked = quiz("Q-09-13", "Q-01-14", "Q-08-15")
    several = ("Q-09-13", "Q-09-13-a Q-09-13-c")
    ordering = ("Q-01-14", "Q-01-14-b Q-01-14-d Q-01-14-c Q-01-14-a")
    match = ("Q-08-15", "Q-08-15-a Q-08-15-b Q-08-15-a Q-08-15-a")
    sent(asked, several, ordering, match)
    assert asked.saved == ["saved"] * 3
    kept = [(one.question_id, one.given, one.correct) for one in history().answers]
    assert kept == [(*several, True), (*ordering, False), (*match, False)]
    text = " ".join(Page(asked._html()).text.split())
    assert "You answered: Adapalene with benzoyl peroxide; Tretinoin with clindamycin" in text
    assert "You answered: Comedone; Papule; Nodule; Pustule" in text
    assert "Tretinoin lotion in the US: Contraindicated" in text
    assert "Nodule (place 4):" in text
    assert "Tazarotene in the US (Contraindicated):" in text


def test_answers_can_be_read_and_set() -> None:
    asked = quiz("Q-01-02", "Q-01-03")
    assert asked.answers == {}
    asked.answers = {"Q-01-02": "Q-01-02-b", "Q-01-03": 10}
    assert asked.answers["Q-01-03"] == 10


@pytest.mark.parametrize(
    ("answers", "part"),
    [
        ({"Q-01-04": 3}, "'Q-01-04' is not asked here; this quiz asks Q-01-02, Q-01-03, Q-01-14"),
        ({"Q-01-02": "b"}, "Q-01-02: 'b' is none of its answers"),
        ({"Q-01-03": "ten"}, "Q-01-03: 'ten' is not a number"),
        (
            {"Q-01-14": "Q-01-14-a"},
            "Q-01-14: 'Q-01-14-a' is no answer to it; it takes each of its answers once",
        ),
    ],
)
def test_an_impossible_answer_is_refused_and_changes_nothing(answers, part) -> None:
    asked = quiz("Q-01-02", "Q-01-03", "Q-01-14")
    with pytest.raises(ValueError, match=re.escape(part)):
        asked.answers = answers
    assert asked.answers == {}


def sent(asked, *tries):
    """Have the page send its tries, with the answers that they make."""
    asked.set_state({"answers": dict(tries), "tries": list(map(list, tries))})


def test_making_and_setting_a_quiz_writes_nothing(answers_home) -> None:
    asked = quiz("Q-01-02", "Q-01-03")
    asked.answers = {"Q-01-03": 10}
    asked._html()
    asked.get_state()
    assert asked.saved == []
    assert not answers_home.exists()


def test_each_try_of_the_page_is_kept_once_with_what_it_was_told() -> None:
    asked = quiz("Q-01-01", "Q-01-02", "Q-01-03")
    first, second, third = ("Q-01-02", "Q-01-02-a"), ("Q-01-02", "Q-01-02-b"), ("Q-01-03", 10)
    sent(asked, first)
    assert asked.saved == ["saved"]
    sent(asked, first, second, third, third)
    sent(asked, first, second, third, third)
    assert asked.saved == ["saved"] * 4
    kept = [(one.question_id, one.given, one.correct) for one in history().answers]
    assert kept == [(*first, False), (*second, True), (*third, True), (*third, True)]
    assert len(list(progress_folder().iterdir())) == 1


def test_tries_made_while_the_kernel_was_busy_are_all_kept() -> None:
    """The page then sends only its newest state; a first try that was wrong must not vanish."""
    asked = quiz("Q-01-03")
    sent(asked, ("Q-01-03", 5), ("Q-01-03", 7), ("Q-01-03", 10))
    assert [one.correct for one in history().answers] == [False, False, True]


def test_two_pages_that_go_on_from_the_same_tries_lose_none() -> None:
    asked = quiz("Q-01-03")
    sent(asked, ("Q-01-03", 1))
    sent(asked, ("Q-01-03", 1), ("Q-01-03", 2))
    sent(asked, ("Q-01-03", 1), ("Q-01-03", 3))
    assert [one.given for one in history().answers] == [1, 2, 3]


def test_the_page_is_told_saved_after_the_answer_is_on_disk(monkeypatch) -> None:
    asked = quiz("Q-01-03")
    told = []
    monkeypatch.setattr(asked, "send_state", lambda key=None: told.append((key, len(history().answers))))
    asked.observe(lambda change: told.append((change.new, len(history().answers))), "saved")
    sent(asked, ("Q-01-03", 10))
    assert (["saved"], 1) in told
    assert all(count == 1 for _, count in told)


def test_what_could_not_be_kept_is_a_sentence_and_the_quiz_goes_on(monkeypatch) -> None:
    def full(*arguments, **settings):
        raise NotSaved("Not saved: the disk is full.")

    asked = quiz("Q-01-03")
    with monkeypatch.context() as broken:
        broken.setattr("retinoid_teach.widgets._page.tries.keep", full)
        sent(asked, ("Q-01-03", 5))
    sent(asked, ("Q-01-03", 5), ("Q-01-03", 10))
    assert asked.saved == ["Not saved: the disk is full.", "saved"]
    assert asked.answers == {"Q-01-03": 10}


@pytest.mark.parametrize(
    ("tries", "part"),
    [
        ([["Q-01-04", 3]], "tries: 'Q-01-04' is not asked here"),
        ([["Q-01-03", "ten"]], "Q-01-03: 'ten' is not a number"),
        ([["Q-01-03"]], "length"),
    ],
)
def test_an_impossible_try_is_refused_and_not_kept(answers_home, tries, part) -> None:
    asked = quiz("Q-01-02", "Q-01-03")
    with pytest.raises(TraitError, match=re.escape(part)):
        asked.set_state({"tries": tries})
    assert (asked.tries, asked.saved) == ([], [])
    assert not answers_home.exists()


def test_what_is_sent_is_what_the_page_needs_and_no_blank() -> None:
    data = quiz("Q-01-02", "Q-01-03").data
    choice, number = data["questions"]
    assert choice["right"] == "Q-01-02-b"
    assert (number["right"], number["shown"], number["unit"]) == (10, "10", "points")
    assert "minimum" not in number
    assert json.loads(json.dumps(data)) == data
    blanks = [value for one in data["questions"] for value in one.values() if value in (None, "")]
    assert blanks == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_citation_leads_to_a_source_that_is_sent_once(lesson) -> None:
    asked = learning.questions(lesson)
    data = quiz([one.id for one in asked]).data
    cited = {row for one in asked for text in one.texts for row in CITATION.findall(text)}
    assert set(data["rows"]) == cited
    sources = {source for first, _, *others in data["rows"].values() for source in (first, *others)}
    assert sources == set(range(len(data["sources"])))
    assert len({citation for citation, _ in data["sources"]}) == len(data["sources"])


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_static_form_says_everything_in_plain_html(lesson) -> None:
    asked = learning.questions(lesson)
    page = Page(quiz([one.id for one in asked])._html())
    assert not {"script", "style", "svg", "iframe", "img"} & set(page.tags)
    assert page.tags.count("details") == len(asked)
    assert {url.split(":")[0] for tag, name, url in page.attributes if name in ("href", "src")} <= {
        "http",
        "https",
    }
    squeezed = " ".join(page.text.split())
    for one in asked:
        silent = {answer.feedback for answer in one.answers if answer not in foreseen(one)}
        for text in set(one.texts) - silent:
            said = CITATION.sub(lambda found: f" {found[1]}", text)
            assert " ".join(said.split()).replace(" .", ".") in squeezed
        assert f"Tell us about question {one.id}." in squeezed
    assert "cannot serve as an exam" in squeezed


def test_the_static_form_names_ranges_as_one_says_them_and_none_that_nobody_can_meet() -> None:
    text = " ".join(Page(quiz("Q-05-01", "Q-05-02")._html()).text.split())
    assert "up to 19 people: You expected a larger win" in text
    assert "39 people or more: You expected what the article says" in text
    assert "3: You expected that a printed comparison" in text
    assert "Any other number" not in text
    assert "Any other number" in Page(quiz("Q-03-04")._html()).text


def test_the_static_form_shows_what_was_answered() -> None:
    asked = quiz("Q-01-02", "Q-01-03")
    assert "You answered" not in asked._html()
    asked.answers = {"Q-01-02": "Q-01-02-a", "Q-01-03": 12.5}
    text = Page(asked._html()).text
    assert "You answered: The comedones" in text
    assert "You answered: 12.5 points" in text


def test_text_of_a_file_stays_text(catalog_with_texts) -> None:
    hostile = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)>'
    asked = quiz("Q-01-02", catalog=catalog_with_texts(hostile))
    page = Page(asked._html())
    assert not {"script", "img"} & set(page.tags)
    assert "<script>alert(1)</script>" in page.text


@pytest.mark.parametrize("lesson", LESSONS)
def test_all_checks_of_a_lesson_in_one_quiz_are_small(lesson) -> None:
    """A stored lesson may have 450 kB; one quiz of all checks in the bank stays below a tenth."""
    checks = quiz([one.id for one in learning.questions(lesson, role="check")])
    alone = quiz(learning.questions(lesson)[0].id)
    assert stored_bytes(checks) < 43_000
    assert stored_bytes(alone) < 33_500


def test_executing_a_cell_twice_stores_the_same_twice() -> None:
    once, again = quiz("Q-01-02", "Q-01-03"), quiz("Q-01-02", "Q-01-03")
    assert once.data == again.data
    assert once._html() == again._html()
