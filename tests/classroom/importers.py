"""How the gradebooks of Moodle and Canvas take a CSV file, as far as their own sources say who gets a grade.

Moodle: grade/import/csv/classes/load_data.php. Canvas: lib/gradebook_importer.rb. Written anew from what they
do, not copied.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

MOODLE_FIELDS = {"User ID": "id", "ID number": "idnumber", "Email address": "email", "Username": "username"}


class Stopped(Exception):
    """The import has stopped and no grade is kept."""


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def moodle_import(
    text: str, map_from: str, map_to: str, users: Iterable[Mapping[str, str]]
) -> dict[str, list[str]]:
    """Give the grades that each user gets, by user id."""
    head, *lines = rows(text)
    at, field = head.index(map_from), MOODLE_FIELDS[map_to]
    by_field = {user[field]: user["id"] for user in users if user.get(field)}
    found, user = {}, None
    for line in lines:
        value = line[at].strip()
        if value:  # an empty cell leaves the learner of the line before
            user = by_field.get(value)
        if user is None:
            raise Stopped(value)
        found[user] = line[2:]
    return found


def canvas_import(text: str, users: Iterable[Mapping[str, str]]) -> tuple[dict[str, list[str]], list[str]]:
    """Give the grades that each user gets, by user id, and the names that Canvas would have to ask about."""
    head, *lines = rows(text)
    assert head[:2] == ["Student", "ID"]
    assert head[2:5] == ["SIS User ID", "SIS Login ID", "Section"]
    users = list(users)
    found, unknown = {}, []
    for name, number, sis, login, _, *grades in lines:
        if "Points Possible" in name:
            continue
        user = next(
            (
                one["id"]
                for field, value in (("id", number), ("sis", sis), ("login", login), ("name", name))
                for one in users
                if value and one.get(field) == value
            ),
            None,
        )
        if user is None:
            unknown.append(name)
        else:
            found[user] = grades
    return found, unknown


def chosen(advice: str) -> tuple[str, str]:
    """Give what an advice says to choose in Moodle: map from, map to."""
    said = re.search(r"“Map from: (.+?)” and “Map to: (.+?)”", advice)
    assert said is not None
    return said[1], said[2]
