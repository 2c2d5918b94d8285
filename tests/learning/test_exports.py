"""The questions as a file: all of them, with feedback and sources, and the same ids each time."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest

from retinoid_teach import learning
from retinoid_teach.learning import anki_package, questions_csv

NOW = datetime(2030, 1, 1, tzinfo=UTC)
CHECKS = learning.questions(role="check")
TEXT, IDS = "select guid, flds, tags from notes order by id", "select guid, mid from notes order by id"


def read(package, query):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("media")) == {}
        held = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as collection:
        collection.deserialize(held)
        return collection.execute(query).fetchall()


def records(catalog=None):
    return list(csv.DictReader(io.StringIO(questions_csv(catalog), newline="")))


def test_a_package_has_a_note_and_a_card_for_each_check():
    package = anki_package(now=NOW)
    notes = read(package, TEXT)
    assert [fields.split("\x1f")[-1] for _, fields, _ in notes] == [one.id for one in CHECKS]
    assert read(package, "select count(*), count(distinct nid) from cards") == [(len(CHECKS),) * 2]
    assert len({guid for guid, *_ in notes}) == len(CHECKS)
    assert f" lesson::{CHECKS[0].lesson} level::{CHECKS[0].level} " == notes[0][2]


def test_the_back_has_the_reason_every_feedback_the_sources_and_that_it_is_no_exam():
    for (_, fields, _), one in zip(read(anki_package(now=NOW), TEXT), CHECKS, strict=True):
        assert escape(one.explanation) in fields
        assert all(escape(answer.feedback) in fields for answer in one.answers)
        assert all(row in fields for row in one.rows)
        assert "cannot serve as an exam" in fields
    (models,) = read(anki_package(now=NOW), "select models from col")[0]
    (template,) = next(model["tmpls"] for name, model in json.loads(models).items() if len(name) > 5)
    assert "{{Sources}}" in template["afmt"]
    assert "{{Right}}" not in template["qfmt"]


def test_the_same_questions_make_the_same_file_and_a_later_one_the_same_ids():
    assert anki_package(now=NOW) == anki_package(now=NOW)
    later = anki_package(now=NOW + timedelta(days=400))
    assert read(later, IDS) == read(anki_package(now=NOW), IDS)
    decks = [set(json.loads(read(one, "select decks from col")[0][0])) for one in (later, anki_package())]
    assert decks[0] == decks[1]


def test_a_package_leaves_no_other_file_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    anki_package(now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_hostile_text_stays_text(catalog_with):
    hostile = catalog_with(stem="<img src=x onerror=alert(1)> {{Right}} what?")
    ((_, fields, _),) = read(anki_package(hostile, now=NOW), TEXT)
    assert "<img" not in fields
    assert "&lt;img src=x" in fields
    assert records(hostile)[0]["question"].startswith("<img")


FORMULAS = ["=HYPERLINK(1)", "+1+1", "-1-1", "@SUM(A1)", " =1+1", "\u200b=1+1", "﹦1+1"]


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_no_text_of_a_question_becomes_a_formula(catalog_with, text):
    (record,) = records(catalog_with(stem=text, explanation=text, unit=text))
    assert (record["question"], record["reason"]) == (f"'{text}", f"'{text}")
    assert not [cell for cell in record.values() if cell.startswith(text)]


def test_a_csv_file_has_a_line_for_each_check():
    found = records()
    assert [one["id"] for one in found] == [one.id for one in CHECKS]
    for record, one in zip(found, CHECKS, strict=True):
        assert bool(record["sources"]) == bool(one.rows)
        assert (record["question"], record["reason"]) == (one.stem, one.explanation)
        assert record["feedback"].count("\n") == len(one.answers) - 1
        assert "exam" in record["note"]


def test_a_choice_has_letters_and_its_right_answer_is_one_of_them():
    kinds = {one.id: one.kind for one in CHECKS}
    for record in records():
        if kinds[record["id"]] == "one_choice":
            assert record["right"] in record["choices"].splitlines()
            assert record["right"].startswith(("a) ", "b) ", "c) ", "d) ", "e) "))


def test_a_number_says_its_unit_and_its_ranges(catalog_with):
    (record,) = records(catalog_with())
    assert record["choices"] == "A number in points."
    assert record["right"] == "4 points"
    said = [line.partition(":")[0] for line in record["feedback"].splitlines()]
    assert said == ["4 points", "0 to 1", "5 or more", "Any other number"]


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="has no time zone"):
        anki_package(now=datetime(2030, 1, 1))


def test_nothing_is_written_beside_the_course(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert questions_csv()
    assert list(Path().iterdir()) == []
