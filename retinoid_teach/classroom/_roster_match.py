"""Find a learner in a roster: by a number that the system wrote, by a key, or by name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

from ._file_names import CANVAS, MOODLE, FileName
from ._roster import Person, Roster

MISSING = "the roster does not name them"
SEVERAL = "the roster has more than one of that name"
OTHER = "their number is that of somebody else in the roster"


class RosterIndex:
    """A roster in which people are looked up.

    Parameters
    ----------
    roster : Roster
        Whom the gradebook knows.
    """

    def __init__(self, roster: Roster) -> None:
        self._users = {one.keys["id"]: one for one in roster.people if "id" in one.keys}
        self._participants = {one.participant: one for one in roster.people if one.participant}
        self._is_canvas = roster.is_canvas
        # A key before a name; a name as it is written, in another order, and as Canvas writes it.
        ways = [[(key, one) for one in roster.people for key in _keys(one)]]
        ways += [[(way(one.name), one) for one in roster.people] for way in (_straight, _sorted)]
        ways += [[(text, one) for one in roster.people for text in _joined_orders(one.name)]]
        self._ways = [_grouped(pairs) for pairs in ways]

    def find(self, one: FileName) -> Person | str:
        """Find who handed in what is named so.

        Parameters
        ----------
        one : FileName
            What the name of the file or folder says.

        Returns
        -------
        Person or str
            The one person who can be meant; else half a sentence that says why there is none.

        Notes
        -----
        A number that Canvas or Moodle wrote counts before a name, but only together with it: a file may be
        named so by chance, and Moodle's numbers are of one assignment. A name is the same in whichever case,
        Unicode form and order, and with whichever blanks.

        Examples
        --------
        >>> ana = Person("Lee, Ana", {"email": "ana@example.org"})
        >>> index = RosterIndex(Roster((ana,), False, {"email": "E-mail"}))
        >>> index.find(FileName("ana lee")) is ana
        True
        >>> index.find(FileName("Ben"))
        'the roster does not name them'
        """
        numbered = (self._participants if one.system == MOODLE else self._users).get(one.number)
        if one.system and numbered is not None:
            return numbered if _is_called(numbered, one) else OTHER
        if one.canvas_id and self._is_canvas:
            return MISSING
        texts = (_folded(one.name), _straight(one.name), _sorted(one.name), _joined(one.name))
        for text, people in zip(texts, self._ways, strict=True):
            if people[text] and (people is not self._ways[-1] or one.system == CANVAS):
                return people[text][0] if len(people[text]) == 1 else SEVERAL
        return MISSING


def _grouped(pairs: list[tuple[str, Person]]) -> defaultdict[str, list[Person]]:
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for text, person in pairs:
        if person not in found[text]:
            found[text].append(person)
    return found


def _is_called(person: Person, one: FileName) -> bool:
    """Say whether a file with somebody's number has that person's name, too."""
    if one.system == MOODLE:  # which writes the whole name, or hides it
        return _sorted(one.name) in (_sorted(person.name), "participant")
    parts = [
        part for part in map(_joined, _straight(person.name).split()) if len(part) > 1 or not part.isascii()
    ]
    return any(part in _joined(one.name) for part in parts)


def _keys(person: Person) -> set[str]:
    return {_folded(key) for key in person.keys.values()}


def _folded(text: str) -> str:
    """Write a text so that case, blanks and Unicode form make no difference."""
    once = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", once).replace("_", " ").split())


def _straight(name: str) -> str:
    """Write a name with the last name last: “Lee, Ana” is “ana lee”."""
    last, comma, first = _folded(name).partition(",")
    return f"{first} {last}".strip() if comma else last


def _sorted(name: str) -> str:
    return " ".join(sorted(_straight(name).split()))


def _joined(name: str) -> str:
    """Write a name as Canvas does in names of files; accents count for nothing."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", _folded(name)) if sign.isalnum())


def _joined_orders(name: str) -> set[str]:
    words = _straight(name).split()
    return {_joined("".join([*words[at:], *words[:at]])) for at in range(len(words))}
