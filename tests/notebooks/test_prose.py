"""What the lessons and the questions say agrees with the rows, and reads well."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from retinoid_teach.evidence import shipped
from tests.notebooks import reading, row_ids

SAID_NEVER = re.compile(
    r"\b(?:simply|obviously|of course|trivial(?:ly)?|everyone knows|needless to say)\b", re.I
)
AMERICAN = re.compile(
    r"\b(?:colou?rs? ?blind|color\w*|center\w*|behavior\w*|favor\w*|tumors?|edema|pediatric\w*|estrogen\w*|"
    r"labeled|randomized|recognize\w*|sensitization|hemoglobin|analyze\w*|gray|fiber)\b",
    re.I,
)
TRAPS = "not checked against its source"


def find(row_id: str) -> Mapping[str, Any]:
    return shipped().row(row_id)[1]


def question_texts() -> Iterator[tuple[str, str]]:
    for table, columns in {"questions": ("stem", "explanation"), "answers": ("text", "feedback")}.items():
        for row in shipped().rows(table):
            for column in columns:
                if row[column]:
                    yield f"{row['id']} {column}", row[column]


TEXTS = {path.stem: dict(reading.prose(path)) for path in reading.LESSONS} | {
    "questions": dict(question_texts())
}
each_body = pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
each_lesson = pytest.mark.parametrize("path", reading.LESSONS, ids=reading.named)


@each_body
def test_numbers_agree_with_their_rows_and_no_unread_row_is_used_as_fact(texts: dict[str, str]) -> None:
    assert {name: found for name, text in texts.items() if (found := row_ids.faults(text, find))} == {}


@each_body
def test_no_number_stands_without_a_row(texts: dict[str, str]) -> None:
    assert {name: found for name, text in texts.items() if (found := row_ids.loose_numbers(text))} == {}


@each_body
def test_sums_are_right(texts: dict[str, str]) -> None:
    assert {name: found for name, text in texts.items() if (found := row_ids.wrong_sums(text))} == {}


@each_body
def test_tone(texts: dict[str, str]) -> None:
    assert {name: found for name, text in texts.items() if (found := tone(text))} == {}


@each_body
def test_spelling(texts: dict[str, str]) -> None:
    pytest.importorskip("codespell_lib")
    text = "\n".join(f"{name}: {reading.without_code(text)}" for name, text in texts.items())
    command = [sys.executable, "-m", "codespell_lib", "--builtin", "clear,rare", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert done.stdout == ""


def tone(text: str) -> list[str]:
    exclamations = re.findall(r"!(?!\[)", reading.without_code(text))
    return [*SAID_NEVER.findall(text), *AMERICAN.findall(text), *exclamations]


@each_lesson
def test_sentences_are_short(path: Path) -> None:
    lengths = [length for _, text in reading.prose(path) for length in sentence_lengths(text)]
    assert sum(lengths) / len(lengths) <= 14
    assert max(lengths) <= 45


def sentence_lengths(text: str) -> Iterator[int]:
    plain = row_ids.CITATION.sub("", re.sub(r"<[^>]+>|^\|.*$|^#.*$|[*>`]", "", text, flags=re.MULTILINE))
    for sentence in re.split(r"(?<=[.?:;])\s+|\n\s*\n|^\s*-\s|^\d\.\s", plain, flags=re.MULTILINE):
        if len(sentence.split()) > 1:
            yield len(sentence.split())


@each_lesson
def test_tables_made_by_code_mark_their_unread_rows(path: Path) -> None:
    for cell in reading.code(path):
        rows = re.findall(r"<th>([A-Z][A-Z0-9]*-?\d+)</th>", reading.shown(cell))
        unread = [row_id for row_id in rows if find(row_id)["basis"] == "unread"]
        assert reading.shown(cell).count(TRAPS) >= len(unread), cell.id


@each_lesson
def test_links_inside_the_project_resolve(path: Path) -> None:
    for _, text in reading.prose(path):
        for target in reading.links(text):
            if not re.match(r"https?:", target):
                file, _, anchor = target.partition("#")
                assert (path.parent / file).resolve().is_file(), target
                assert not anchor, "an anchor breaks when a heading is reworded; link to the lesson"


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("One two three. Four five.", [3, 2]),
        ("| a | b |\n\nSix seven [GR001] eight.", [3]),
        ("# Title\n\n- a b\n- c d e", [2, 3]),
    ],
)
def test_the_measure_of_sentences(text: str, lengths: list[int]) -> None:
    assert list(sentence_lengths(text)) == lengths


@pytest.mark.parametrize("text", ["It is simply so", "Obviously, no", "the color", "Of course", "Well done!"])
def test_the_measure_of_tone(text: str) -> None:
    assert tone(text)


def test_the_measure_of_tone_lets_plain_words_pass() -> None:
    assert tone("A simple table, in colour. `a != b` ![a picture](x.png)") == []
