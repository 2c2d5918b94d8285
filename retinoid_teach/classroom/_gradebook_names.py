"""By what a gradebook knows the learners of a class: from the names of their files, or from a roster.

Moodle's import goes by one column that holds an e-mail address, a user name, an ID number or its own user id,
and stops at the first line whose learner it does not know; a line with an empty cell there is taken for the
learner before. So its file has only lines with that cell. Canvas goes by its own user id, then by the ids of
the student information system, and asks about whom it does not know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ._file_names import CANVAS, MOODLE, FileName
from ._roster import Person, Roster
from ._roster_match import RosterIndex

CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
"""What Canvas wants first, in its order."""

_MOODLE_FIELDS = {
    "email": "Email address",
    "username": "Username",
    "idnumber": "ID number",
    "userid": "User ID",
    "id": "ID number",
}
"""What Moodle calls each key where it asks what a column holds, in the order in which one is taken."""

_MOODLE_BY_FILES = (
    "Moodle: under “Identify user by” choose “Map from: SIS Login ID” and “Map to” the field that the files "
    "are named by: Email address, Username or ID number. Moodle knows nobody by a person's name, and one "
    "unknown learner stops its import."
)
_CANVAS_BY_FILES = (
    "Canvas: it goes by ID, SIS User ID, SIS Login ID and the name. A lesson that is new there has no points "
    "yet: set them to 100."
)


@dataclass(frozen=True, slots=True)
class KnownBy:
    """How a gradebook knows learners: the first columns of its file, and their cells by learner.

    Parameters
    ----------
    system : str
        ``"Moodle"`` or ``"Canvas"``; empty where only files were named, and the file suits both.
    columns : tuple of str
        The columns before the grades.
    cells : mapping of str to tuple of str
        By learner; whoever is not here has no line in the file.
    advice : str
        What to choose where the file is imported.
    """

    system: str
    columns: tuple[str, ...]
    cells: Mapping[str, tuple[str, ...]]
    advice: str


def by_file_names(files: Mapping[str, FileName]) -> tuple[KnownBy, list[str]]:
    """Take learners as their files are named; with a user id of Canvas where the name holds one.

    Parameters
    ----------
    files : mapping of str to FileName
        What the files' names say, by learner.

    Returns
    -------
    KnownBy
        Every learner.
    list of str
        Nothing: without a roster nobody is unknown.

    Examples
    --------
    >>> known, _ = by_file_names({"Ana": FileName("Ana")})
    >>> known.cells["Ana"]
    ('Ana', '', 'Ana', 'Ana', '')
    """
    cells = {name: (name, one.canvas_id, name, name, "") for name, one in files.items()}
    cut = sum(one.system == MOODLE for one in files.values())
    users = sum(bool(one.canvas_id) for one in files.values())
    parts = [_MOODLE_BY_FILES, _CANVAS_BY_FILES]
    if cut:
        parts.append(
            f"Names of people from Moodle's own download, which it cannot import again: {cut}. Give its list "
            "of participants with --roster FILE."
        )
    elif files and not users:
        parts.append("Files that are named otherwise need a list of the participants: --roster FILE.")
    if users:
        parts.append(f"ID holds the user id of Canvas for the {users} files that Canvas named.")
    return KnownBy("", CANVAS_COLUMNS, cells, "\n".join(parts)), []


def by_roster(files: Mapping[str, FileName], roster: Roster) -> tuple[KnownBy, list[str]]:
    """Find each learner in a roster, for the system that it is from.

    Parameters
    ----------
    files : mapping of str to FileName
        What the files' names say, by learner.
    roster : Roster
        Whom the gradebook knows. It is for Canvas where Canvas wrote it or most files, else for Moodle.

    Returns
    -------
    KnownBy
        The learners that were found, each once.
    list of str
        Who is left out, and why.

    Examples
    --------
    >>> known, left = by_roster({"Ana": FileName("Ana")}, Roster((), False, {"email": "E-mail"}))
    >>> left
    ['Left out of the gradebook, for the roster does not name them: Ana.']
    """
    found: dict[str, Person] = {}
    why: defaultdict[str, list[str]] = defaultdict(list)
    index = RosterIndex(roster)
    for name, one in files.items():
        person = index.find(one)
        if isinstance(person, Person):
            found[name] = person
        else:
            why[person].append(name)
    _leave_out_shared(found, why)
    from_canvas = 2 * sum(bool(one.canvas_id) for one in files.values()) > len(files)
    canvas = roster.is_canvas or from_canvas
    known_by = _for_canvas(found, files, roster) if canvas else _for_moodle(found, roster, why)
    return known_by, [
        f"Left out of the gradebook, for {reason}: {', '.join(names)}." for reason, names in why.items()
    ]


def _leave_out_shared(found: dict[str, Person], why: defaultdict[str, list[str]]) -> None:
    """Leave out learners that are one person in the roster: neither grade is known to be theirs."""
    learners = defaultdict(list)
    for name, person in found.items():
        learners[id(person)].append(name)
    for names in learners.values():
        if len(names) > 1:
            why[f"they are one person in the roster, {found[names[0]].name}"] += names
            for name in names:
                del found[name]


def _for_canvas(found: Mapping[str, Person], files: Mapping[str, FileName], roster: Roster) -> KnownBy:
    cells = {}
    for name, one in found.items():
        keys = one.keys
        cells[name] = (
            one.name,
            keys.get("id", "") if roster.is_canvas else files[name].canvas_id,
            _first_of(keys, "sis_user", "idnumber", *([] if roster.is_canvas else ["id"])),
            _first_of(keys, "sis_login", "username", "email"),
            one.section,
        )
    advice = (
        "Canvas: import it under Grades. Canvas goes by ID, and where that is empty by SIS User ID and SIS "
        "Login ID; nothing has to be chosen, and new lessons have 100 points."
    )
    return KnownBy(CANVAS, CANVAS_COLUMNS, cells, advice)


def _first_of(keys: Mapping[str, str], *names: str) -> str:
    return next((keys[name] for name in names if name in keys), "")


def _for_moodle(found: dict[str, Person], roster: Roster, why: defaultdict[str, list[str]]) -> KnownBy:
    """Go by the key that most learners have of their own; the others are left out."""
    held = {
        key: sum(key in one.keys for one in found.values()) for key in _MOODLE_FIELDS if key in roster.headers
    }
    key = max(held, key=lambda one: held[one])
    without = [name for name, one in found.items() if key not in one.keys]
    if without:
        why[f"the roster has no “{roster.headers[key]}” of their own for them"] += without
    field = _MOODLE_FIELDS[key]
    cells = {name: (one.name, one.keys[key]) for name, one in found.items() if key in one.keys}
    advice = (
        f"Moodle: import it as a CSV file; under “Identify user by” choose “Map from: {field}” and “Map to: "
        f"{field}”, and for each lesson “New grade item” or the item that it has already."
    )
    return KnownBy(MOODLE, ("Student", field), cells, advice)
