"""The questions as a deck for Anki, a program for flash cards."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog

from .exports import NO_EXAM, Sides, cards

if TYPE_CHECKING:
    from .records import Question

NAME = "Topical retinoids and acne"
_FIELDS = ("Question", "Choices", "Right", "Reason", "Feedback", "Sources", "Note", "Id")
_FRONT = "<p>{{Question}}</p>{{Choices}}"
_BACK = (
    "{{FrontSide}}<hr id=answer><p><b>{{Right}}</b></p><p>{{Reason}}</p>{{Feedback}}"
    "<small>{{Sources}}<p>{{Note}} {{Id}}</p></small>"
)


def anki_package(catalog: Catalog | None = None, *, now: datetime | None = None) -> bytes:
    """Make a deck for Anki of every check of the course.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to read; the shipped data if None.
    now : datetime, optional
        When the cards were made, with its time zone; the present if None. Anki keeps the newer of two.

    Returns
    -------
    bytes
        The content of an ``.apkg`` file. Deck, notes and their type have the same ids in every file, so that
        a later file brings a deck up to date and keeps what Anki has learnt about each card.

    Raises
    ------
    ValueError
        If `now` has no time zone.

    Notes
    -----
    Source rows: `questions`, `answers`, and every row that a question rests on. Feedback and sources are on
    the back. Predictions are left out: they are asked once, before the lesson.

    Examples
    --------
    >>> anki_package()[:2]
    b'PK'
    """
    import genanki

    now = datetime.now(UTC) if now is None else now
    if now.tzinfo is None:
        raise ValueError(f"now: {now.isoformat()} has no time zone; give one, such as datetime.now(UTC).")
    fields = [{"name": name} for name in _FIELDS]
    template = {"name": "Card", "qfmt": _FRONT, "afmt": _BACK}
    kind = genanki.Model(_number("note type"), NAME, fields=fields, templates=[template], sort_field_index=7)
    deck = genanki.Deck(_number("deck"), NAME, description=NO_EXAM)
    for place, (one, side) in enumerate(cards(the_catalog(catalog))):
        deck.add_note(
            genanki.Note(
                kind,
                fields=_fields(one, side),
                tags=[f"lesson::{one.lesson}", f"level::{one.level}"],
                guid=genanki.guid_for("retinoid_teach", one.id),
                due=place,
            )
        )
    return _packed(genanki.Package(deck), now.timestamp())


def _packed(package: Any, timestamp: float) -> bytes:
    """Pack the deck in memory: the library's own way leaves a file behind in the folder for passing files."""
    with closing(sqlite3.connect(":memory:")) as collection:
        package.write_to_db(collection.cursor(), timestamp, itertools.count(int(timestamp * 1000)))
        collection.commit()
        held = collection.serialize()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("collection.anki2", held), ("media", json.dumps({}).encode())):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _fields(one: Question, side: Sides) -> list[str]:
    """Write text as text: Anki reads a field as HTML."""
    front = [escape(side.stem), _list(side.choices)]
    back = [escape(side.right), escape(side.why), _list(side.told), _list(side.sources)]
    return [*front, *back, NO_EXAM, one.id]


def _list(entries: tuple[str, ...]) -> str:
    return "".join(f"<div>{escape(entry)}</div>" for entry in entries)


def _number(what: str) -> int:
    """Give a number that is the same in every file, as small as Anki wants it."""
    digest = hashlib.sha256(f"retinoid_teach {what}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1
