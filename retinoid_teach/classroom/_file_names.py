"""What the name of a file or a folder says of a learner: a name, and what Moodle or Canvas put behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

MOODLE, CANVAS = "Moodle", "Canvas"

# Moodle: "Ana Lee_123_assignsubmission_file_", as a folder or before the name of the file. The number is that
# of a participant in one assignment; its gradebook does not go by it.
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_.*", re.DOTALL)

# Canvas: "leeana_LATE_12345_67890_answers", the first number being the user, the second what was handed in.
# A date after a name looks alike; one that hides names writes "anon" and then no user.
_CANVAS = re.compile(
    r"(?!anon_)(?P<name>[^\W_]+)(?P<late>_LATE)?_"
    r"(?!(?:19|20)\d\d_(?:0?[1-9]|1[0-2])_|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])_)"
    r"(?P<number>\d+)_\d+_.+",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class FileName:
    """A learner as files are named.

    `name` is the person's as far as it can be told, `number` what Moodle or Canvas (`system`) put behind it.
    """

    name: str
    number: str = ""
    system: str = ""

    @property
    def canvas_id(self) -> str:
        """The user's number in Canvas; empty where the name holds none."""
        return self.number if self.system == CANVAS else ""

    @property
    def numbered(self) -> str:
        """The name with its number, which tells two people of one name apart."""
        return f"{self.name}_{self.number}" if self.number else self.name


def file_name(text: str) -> FileName:
    """Read the name of a file (without its ending) or of a folder.

    Examples
    --------
    >>> file_name("Ana Lee_12_assignsubmission_file_")
    FileName(name='Ana Lee', number='12', system='Moodle')
    >>> file_name("leeana_LATE_12345_67890_mine").canvas_id
    '12345'
    >>> file_name("Ana Lee")
    FileName(name='Ana Lee', number='', system='')
    """
    for pattern, system in ((_MOODLE, MOODLE), (_CANVAS, CANVAS)):
        found = pattern.fullmatch(text)
        if found:
            return FileName(found["name"], found["number"], system)
    return FileName(text)


def learners(texts: Iterable[str]) -> dict[str, tuple[str, FileName]]:
    """Name the learner of each file: cut to the person's name, unless two people would be one then.

    Parameters
    ----------
    texts : iterable of str
        Names of files without their endings, or of folders.

    Returns
    -------
    dict of str to (str, FileName)
        By text: what the learner is called, and what the text says. A number of Canvas that stands behind two
        names cannot be right for both and is left out.

    Examples
    --------
    >>> found = learners(["Ana Lee_12_assignsubmission_file_", "Ana Lee_13_assignsubmission_file_"])
    >>> [name for name, _ in found.values()]
    ['Ana Lee_12', 'Ana Lee_13']
    """
    read = {text: file_name(text) for text in texts}
    people = Counter(one.name for one in {one.numbered: one for one in read.values()}.values())
    users = Counter(user for _, user in {(one.name, one.canvas_id) for one in read.values()} if user)
    return {
        text: (
            one.name if people[one.name] == 1 else one.numbered,
            replace(one, number="", system="") if users[one.canvas_id] > 1 else one,
        )
        for text, one in read.items()
    }
