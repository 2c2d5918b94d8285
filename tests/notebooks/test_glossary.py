"""The glossary lists each word once, in one sentence, with the lesson that explains it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.notebooks import reading

GLOSSARY = reading.ROOT / "notebooks" / "glossary.md"
ENTRY = re.compile(r"^### (.+)\n\n(.+) \(\[lesson (\d\d)\]\((\S+)\)\)\.$", re.MULTILINE)
ENTRIES = ENTRY.findall(GLOSSARY.read_text(encoding="utf-8"))


def test_every_entry_has_the_same_form_and_its_place() -> None:
    terms = re.findall(r"^### (.+)$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    assert terms == [term for term, *_ in ENTRIES]
    assert terms == sorted(terms, key=str.casefold)
    assert len({term.casefold() for term in terms}) == len(terms)


@pytest.mark.parametrize(("term", "sentence", "number", "link"), ENTRIES, ids=[entry[0] for entry in ENTRIES])
def test_the_lesson_explains_the_word(term: str, sentence: str, number: str, link: str) -> None:
    path = GLOSSARY.parent / link
    assert path in reading.LESSONS, "the lessons lie beside the glossary, also in a copied folder"
    assert path.stem.startswith(number)
    assert not re.search(r"[.?] ", sentence), "one sentence"
    text = "\n".join(text for _, text in reading.prose(path))
    word = re.escape(term.removeprefix("Acne "))
    explained = rf"\*\*[^*\n]*\b{word}[^*\n]*\*\*|^\| {word} \|"
    assert re.search(explained, text, re.IGNORECASE | re.MULTILINE), f"{path.stem} does not print it in bold"


@pytest.mark.parametrize("path", reading.LESSONS, ids=reading.named)
def test_every_lesson_links_to_it_once(path: object) -> None:
    found = [target for _, text in reading.prose(path) for target in reading.links(text)]
    assert found.count(GLOSSARY.name) == 1


@pytest.mark.parametrize("path", reading.LESSONS, ids=reading.named)
def test_a_link_to_a_file_stays_in_the_folder_of_the_lessons(path: Path) -> None:
    """JupyterLab serves that folder alone, and a learner may have a copy of nothing else."""
    found = [target for _, text in reading.prose(path) for target in reading.links(text)]
    files = [target.partition("#")[0] for target in found if not re.match(r"https?:|mailto:|#", target)]
    assert files
    assert [name for name in files if "/" in name or not (path.parent / name).is_file()] == []
