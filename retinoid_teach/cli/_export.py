"""``retinoid-teach export``: the questions as a deck for Anki, or as a CSV file."""

from __future__ import annotations

from pathlib import Path

from ._errors import WrongUse
from ._target import refuse_target, write_whole

FORMS = ("anki", "csv")


def export(form: str, file: Path, *, force: bool = False) -> int:
    """Write every check of the course, with its feedback and sources, to one file.

    Parameters
    ----------
    form : str
        One of ``anki`` and ``csv``.
    file : Path
        The file to write.
    force : bool
        Write over a file that is there already.

    Returns
    -------
    int
        The exit status, 0.

    Raises
    ------
    WrongUse
        Where the file is there already, or its folder is not.

    Examples
    --------
    >>> export("csv", Path("no/such/folder/questions.csv"))
    Traceback (most recent call last):
    ...
    retinoid_teach.cli._errors.WrongUse: There is no folder no/such/folder: make it first, or name another.
    """
    example = "questions.apkg" if form == "anki" else "questions.csv"
    refuse_target(file, example, force=force)
    if form == "anki" and file.suffix != ".apkg":
        raise WrongUse(f"{file} does not end in .apkg, so Anki would not open it: name it {example}, say.")
    from retinoid_teach.learning import anki_package, questions, questions_csv
    from retinoid_teach.learning.spreadsheets import ENCODING

    content = anki_package() if form == "anki" else questions_csv().encode(ENCODING)
    write_whole(file, content)
    how = "Open it with Anki" if form == "anki" else "Any spreadsheet opens it"
    print(f"Wrote {len(questions(role='check'))} questions to {file}. {how}.")
    return 0
