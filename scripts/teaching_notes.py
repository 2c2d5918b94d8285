"""Write the answers of each lesson into its teaching note, between two markers.

The rest of a note is written by hand. ``python scripts/teaching_notes.py`` writes;
``python scripts/teaching_notes.py --check`` only says which notes are out of date.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat

from retinoid_teach.classroom import answer_key

ROOT = Path(__file__).resolve().parent.parent
LESSONS = ROOT / "notebooks"
NOTES = ROOT / "teaching"
BEGIN = "<!-- answers:begin -->"
END = "<!-- answers:end -->"
BETWEEN = re.compile(rf"^{BEGIN}\n.*?^{END}$", re.DOTALL | re.MULTILINE)


def asked(lesson: Path) -> set[str]:
    """Give the ids of the questions in the quizzes of a lesson."""
    cells = nbformat.read(lesson, as_version=4).cells
    sources = (cell.source for cell in cells if cell.cell_type == "code")
    return {
        one for text in sources if "rt.widgets.quiz(" in text for one in re.findall(r'"(Q-[\d-]+)"', text)
    }


def renewed(note: str, answers: str) -> str:
    """Put the answers of a lesson between the markers of its note.

    Raises
    ------
    ValueError
        If the note does not have the two markers, each once, on lines of their own.
    """
    if len(BETWEEN.findall(note)) != 1:
        raise ValueError(f"a note needs the lines {BEGIN} and {END}, in this order, each once")
    return BETWEEN.sub(lambda _: f"{BEGIN}\n\n{answers}\n{END}", note)


def main(arguments: list[str]) -> int:
    """Write every note whose answers changed, or only name it; 1 if one is out of date."""
    stale = 0
    for lesson in sorted(LESSONS.glob("*.ipynb")):
        path = NOTES / f"{lesson.stem}.md"
        note = path.read_text(encoding="utf-8")
        new = renewed(note, answer_key(lesson.stem, asked=asked(lesson)))
        if new == note:
            continue
        if "--check" in arguments:
            print(f"{path.relative_to(ROOT)} is out of date; write it: python scripts/teaching_notes.py")
            stale = 1
        else:
            path.write_text(new, encoding="utf-8", newline="\n")
            print(f"{path.relative_to(ROOT)} written")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
