"""Read a roster: a CSV file that says by what a gradebook knows each learner."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from retinoid_teach.learning.spreadsheets import plain, table_lines

LARGEST_MB = 20

_NAMES = ("name", "first", "last")
KEYS = ("email", "username", "idnumber", "userid", "id", "sis_user", "sis_login")
"""What a person may be known by; `id` is a column of that bare name, in Canvas' files the user's number."""

_WRITTEN: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("name", "full name", "student", "student name", "learner", "display name", "first name last name"),
        *("vollständiger name", "nom complet", "nombre completo"),
    ),
    "first": ("first name", "given name", "vorname", "prénom", "nombre"),
    "last": ("last name", "surname", "family name", "nachname", "nom", "nom de famille", "apellidos"),
    "email": (
        *("email address", "email", "mail", "e-mail-adresse", "adresse de courriel", "adresse e-mail"),
        *("courriel", "dirección de correo", "correo electrónico"),
    ),
    "username": ("user name", "login", "anmeldename", "nom d'utilisateur", "nombre de usuario"),
    "idnumber": ("id number", "student id", "id-nummer", "numéro d'identification", "número de id"),
    "userid": ("user id",),
    "id": ("id",),
    "sis_user": ("sis user id",),
    "sis_login": ("sis login id",),
    "section": ("section",),
    "participant": ("identifier",),
}
"""Headers by what they say of a person, as Moodle and Canvas write them in several languages."""


def _letters(text: str) -> str:
    """Give the letters and digits alone: ``E-Mail`` is ``email``, and ``First name`` is ``firstname``."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())


_FIELDS = {_letters(text): name for name, texts in _WRITTEN.items() for text in texts}


@dataclass(frozen=True, slots=True)
class Person:
    """One line of a roster.

    `keys` are what the person is known by (`KEYS`). A key that is blank, that somebody else has too, or that
    a spreadsheet would run as a formula, is none.
    """

    name: str
    keys: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    participant: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """Who a gradebook knows: people, whether Canvas wrote the file, and the headers of its keys by `KEYS`."""

    people: tuple[Person, ...]
    is_canvas: bool
    headers: Mapping[str, str]


def read_roster(file: Path) -> Roster:
    """Read a list of participants from Moodle, the gradebook of Canvas, or any table with names and keys.

    Parameters
    ----------
    file : Path
        A CSV file, also one that a spreadsheet has saved again. A header says what each column holds; columns
        that say nothing of who somebody is are passed over.

    Returns
    -------
    Roster
        Every person that has a name.

    Raises
    ------
    ValueError
        If the file cannot be read, lacks a name or everything that a gradebook goes by, has such a column
        twice or a line of too many cells, or names nobody.

    Examples
    --------
    >>> read_roster(Path("no/such/file.csv"))
    Traceback (most recent call last):
    ...
    ValueError: roster: no/such/file.csv could not be read: No such file or directory.
    """
    shown = f"roster: {file.as_posix()}"
    between, lines = table_lines(_text(file, shown))
    rows = _rows(lines, between, shown)
    place, head = next(rows, (1, []))
    columns = _columns(head, f"{shown}, line {place}")
    people = [
        person
        for place, cells in rows
        if (person := _person(_fitted(cells, head, f"{shown}, line {place}"), columns)) is not None
    ]
    if not people:
        raise ValueError(f"{shown} names nobody below its header.")
    headers = {name: head[at].strip() for name, at in columns.items() if name in KEYS}
    return Roster(tuple(_with_own_keys(people)), _is_canvas(head, columns), headers)


def _is_canvas(head: list[str], columns: Mapping[str, int]) -> bool:
    whole = {"id", "section"} <= columns.keys() and _letters(head[0]) in ("student", "lastname")
    return whole or bool({"sis_user", "sis_login"} & columns.keys())


def _text(file: Path, shown: str) -> str:
    try:
        if not file.is_file() and file.exists():
            raise ValueError(f"{shown} is no file; name the CSV file with the participants.")
        if file.stat().st_size > LARGEST_MB * 1_000_000:
            raise ValueError(
                f"{shown} is larger than {LARGEST_MB} MB; name the CSV file with the participants."
            )
        content = file.read_bytes()
    except OSError as error:
        raise ValueError(f"{shown} could not be read: {error.strerror}.") from error
    try:
        return content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        place = content.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"{shown}, line {place}: this is not text in UTF-8; save it as “CSV UTF-8” and give that file."
        ) from error


def _rows(lines: Iterator[tuple[int, str]], between: str, shown: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything, with the number of the line that each ends in."""
    held = list(lines)
    before = held[0][0] - 1 if held else 0
    reader = csv.reader((f"{line}\n" for _, line in held), delimiter=between, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield before + reader.line_num, cells
    except csv.Error as error:
        raise ValueError(
            f"{shown}, line {before + reader.line_num}: {error}; put quotes round a whole cell, and two for "
            "each that is part of it."
        ) from error


def _columns(head: list[str], shown: str) -> dict[str, int]:
    """Say at which place each thing stands that is known of a person."""
    named = [_FIELDS.get(_letters(cell), "") for cell in head]
    for name, count in Counter(filter(None, named)).items():
        if count > 1:
            twice = ", ".join(
                f"“{cell.strip()}”" for cell, one in zip(head, named, strict=True) if one == name
            )
            raise ValueError(f"{shown}: {twice} say the same of a person; keep one of these columns.")
    columns = {name: at for at, name in enumerate(named) if name}
    found = ", ".join(f"“{cell.strip()}”" for cell in head) or "nothing"
    if not columns.keys() & set(_NAMES):
        raise ValueError(f"{shown}: no column with names, such as “Name” or “First name”; it has {found}.")
    if not columns.keys() & set(KEYS):
        raise ValueError(
            f"{shown}: no column that a gradebook goes by, such as “Email address”, “Username”, “ID number” "
            f"or “ID”; it has {found}."
        )
    return columns


def _fitted(cells: list[str], head: list[str], shown: str) -> list[str]:
    if any(cell.strip() for cell in cells[len(head) :]):
        raise ValueError(
            f"{shown}: {len(cells)} cells, but the header has {len(head)}; a name with a comma needs quotes "
            "round it."
        )
    return [*cells, *[""] * (len(head) - len(cells))]


def _person(cells: list[str], columns: Mapping[str, int]) -> Person | None:
    """Read one line; None where it names nobody, such as the line of points that Canvas writes."""
    held = {name: " ".join(cells[at].split()) for name, at in columns.items()}
    name, first = held.get("name", ""), held.get("first", "")
    if "name" not in held or ("last" not in held and first.casefold() not in name.casefold()):
        name = f"{first} {held.get('last', '') or name}".strip()  # “Name” beside “Vorname” is the last name
    if not name or "points possible" in name.casefold():
        return None
    keys = {key: held[key] for key in KEYS if held.get(key, "-") not in ("", "-")}
    number = re.search(r"\d+$", held.get("participant", ""))
    return Person(
        unicodedata.normalize("NFC", name),
        {key: text for key, text in keys.items() if plain(text) == text},
        held.get("section", ""),
        number[0] if number else "",
    )


def _with_own_keys(people: list[Person]) -> Iterator[Person]:
    """Take away each key that two people have: a grade could reach either."""
    held = Counter((key, text.casefold()) for one in people for key, text in one.keys.items())
    for one in people:
        own = {key: text for key, text in one.keys.items() if held[key, text.casefold()] == 1}
        yield replace(one, keys=own)
