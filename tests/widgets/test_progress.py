"""`rt.progress()`: a picture and a table for a learner, the same where nothing could be read."""

from __future__ import annotations

from datetime import UTC, datetime

import retinoid_teach as rt
from retinoid_teach.learning import History, PastAnswer, keep, progress_folder
from retinoid_teach.widgets import progress
from tests.learning.past import answer_line, write_answers
from tests.widgets.reading import Page

RIGHT = PastAnswer(datetime(2030, 1, 1, tzinfo=UTC), "Q-01-03", 10, correct=True)


def test_without_an_answer_it_says_what_to_do_and_makes_nothing(answers_home):
    shown = rt.progress()
    assert "Nothing is answered yet" in repr(shown)
    assert "Nothing is answered yet" in Page(shown._repr_html_()).text
    assert shown.picture is None
    assert not answers_home.exists()


def test_a_kept_answer_is_seen_in_the_picture_and_in_the_table():
    keep("Q-01-03", 5, correct=False)
    keep("Q-01-03", 10, correct=True)
    shown = rt.progress()
    page = Page(shown._repr_html_())
    (alt,) = [value for tag, name, value in page.attributes if (tag, name) == ("img", "alt")]
    assert alt == shown.picture.alt_text
    assert "right at the last try: Score a face" in alt
    assert page.tags.count("table") == 1
    assert shown.table["answered"].sum() == 1
    cells = shown.shown().text.splitlines()[2].split()
    assert cells[0] == "01"
    assert cells[-3:] == [str(shown.table.loc["O-01-1", "questions"]), "0", "1"]


def test_only_lessons_that_were_begun_are_shown():
    shown = progress(History((RIGHT,)))
    lines = shown.shown().text.splitlines()[2:]
    assert len(lines) == (shown.table["lesson"] == "01_acne_and_grading").sum()
    assert lines[0].split()[-5:] == ["1", "of", "6", "1", "1"]
    assert lines[1].split()[-5:-4] == ["0"]


def test_the_same_history_is_shown_the_same():
    once, again = progress(History((RIGHT,))), progress(History((RIGHT,)))
    assert once._repr_html_() == again._repr_html_()
    assert repr(once) == repr(again)


def test_what_could_not_be_read_or_counted_is_said():
    write_answers(progress_folder(), "newer", answer_line(1), format=2)
    write_answers(progress_folder(), "old", answer_line(1, question="Q-99-99"))
    shown = rt.progress()
    text = Page(shown._repr_html_()).text
    for said in ("answers-newer.jsonl was written by a newer version", "Not counted: 1 answer to"):
        assert said in text
        assert said in repr(shown)


def test_the_name_of_a_file_stays_text():
    write_answers(progress_folder(), "<b>bold<img>", answer_line(1), format=2)
    page = Page(rt.progress()._repr_html_())
    assert not {"b", "img"} & set(page.tags)
    assert "<b>bold<img>" in page.text


STEP = PastAnswer(datetime(2030, 1, 2, tzinfo=UTC), "CASE-6-1", "CASE-6-1-3", correct=True)


def test_steps_of_cases_have_a_table_of_their_own():
    title = rt.learning.case("CASE-6").title
    both, alone = progress(History((RIGHT, STEP))), progress(History((STEP,)))
    for shown, tables in ((both, 2), (alone, 1)):
        page = Page(shown._repr_html_())
        assert page.tags.count("table") == tables
        assert title in page.text
        assert title in repr(shown)
        assert "Nothing is answered yet" not in page.text + repr(shown)
        assert shown.notes == ()
    line = next(line for line in repr(both).splitlines() if line.startswith(title))
    assert line.split()[-5:] == ["1", "of", "5", "1", "1"]
    assert title not in repr(progress(History((RIGHT,))))
    assert alone.picture is None


def test_the_title_of_a_case_stays_text(catalog_with_texts):
    hostile = "<img src=x>"
    page = Page(progress(History((STEP,)), catalog=catalog_with_texts(hostile))._repr_html_())
    assert "img" not in page.tags
