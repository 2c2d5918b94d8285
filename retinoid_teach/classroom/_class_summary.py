"""What a class has done, and which questions it stumbled over, from what its learners handed in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.learning import History, PastAnswer, Question, questions
from retinoid_teach.learning.class_notes import not_asked, shared
from retinoid_teach.learning.digest import of_earlier_wording
from retinoid_teach.learning.parts import misjudged
from retinoid_teach.learning.progress import claim_ids, step_ids
from retinoid_teach.learning.records import PARTED

from ._file_names import FileName
from ._gradebook_names import KnownBy, by_file_names, by_roster
from ._handed_in import file_names, handed_in
from ._item_analysis import Item, analyse
from ._marking_anew import Firsts, mark_anew
from ._roster import read_roster

if TYPE_CHECKING:
    import pandas as pd

PREDICTION = "prediction"


@dataclass(frozen=True, eq=False)
class ClassSummary:
    """A class by learner and by question; made by `class_summary`.

    Parameters
    ----------
    learners : DataFrame
        A row for each learner.
    questions : DataFrame
        A row for each question that anybody tried, in the order of the course.
    notes : tuple of str
        Sentences about what could not be read, what is not counted, what was handed in twice, and whom the
        roster does not tell.
    known_by : KnownBy
        How a gradebook knows the learners that go into its file.
    """

    learners: pd.DataFrame
    questions: pd.DataFrame
    notes: tuple[str, ...]
    known_by: KnownBy

    def __repr__(self) -> str:
        return f"<ClassSummary of {len(self.learners)} learners and {len(self.questions)} questions>"


def class_summary(
    handed: str | os.PathLike[str] | Mapping[str, History],
    *,
    roster: str | os.PathLike[str] | None = None,
    catalog: Catalog | None = None,
) -> ClassSummary:
    """Summarise the first answers of a class: who did what, and which questions mislead.

    Parameters
    ----------
    handed : path or mapping of str to History
        The folder of what learners handed in: files of ``retinoid-teach progress --export``, or the files
        that it exports from, named by learner or each in a folder named by learner. Or the histories by
        learner's name.
    roster : path, optional
        A CSV file that says how a gradebook knows each learner: a list of participants from Moodle, the
        gradebook of Canvas, or any table with names and e-mail addresses, user names or ids.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    ClassSummary
        `learners`, by name: `tried`, how many questions; `checks`, how many of them are checks; `steps`, how
        many steps of cases were answered; `right`, how many checks were right at the first try; `share`,
        `right` / `checks` (NaN without a check); `last`, the last day of an answer (UTC); and for each lesson
        that anybody began ``"LESSON tried"`` and ``"LESSON right"``, of its checks.

        `questions`, by id: `lesson`, `role`, `stem`; `learners` who tried it; how many were `right` at the
        first try; `difficulty`, `discrimination` with `low` and `high`, and `compared`, how many learners it
        rests on; `wrong`, the wrong answer that drew most (of a question with parts, the line that most had
        wrong), and how many it drew, `wrong_count`; `word` and `why`.

    Raises
    ------
    ValueError
        If there is no such folder, or the roster cannot be read or names nobody.

    Notes
    -----
    Only the first try counts; later ones are practice. It is marked anew by this data: where a file says
    otherwise, `notes` name it. Source rows: `questions`, `answers`.

    The terms are those of classical item analysis. `difficulty` is the item difficulty index p, the share of
    the learners who were right: the higher, the easier. `discrimination` is the corrected item-rest
    (point-biserial) correlation: 1 or 0 on the question against the share right of the learner's *other*
    checks. It is -1 to 1, and below 0 those who were right did worse elsewhere. `low` and `high` are its 90 %
    interval by Fisher's z, an approximation.

    The limits are this course's own. A discrimination is given from ten learners on who each answered three
    other checks or more, and where neither side is the same for all; else it is NaN and `why` says so. `word`
    is "misleads" where the whole interval is below 0; else "hard" below a difficulty of 0.3 and "easy" above
    0.9; else "works" where the discrimination is 0 or more. Everything else is "too few to say". Of
    questions that have nothing to do with the others, about one in twenty is called misleading by chance. A
    prediction is asked before the lesson and is not judged: its word is "prediction", and its difficulty is
    NaN where it has no right answer.

    Examples
    --------
    >>> class_summary({"Ana": History()}).learners["tried"].to_dict()
    {'Ana': 0}
    """
    catalog = the_catalog(catalog)
    people = None if roster is None else read_roster(Path(roster))
    if isinstance(handed, Mapping):
        files = {name: FileName(name) for name in handed}
        histories, notes = dict(handed), list[str]()
    else:
        files = file_names(Path(handed))
        histories, notes = handed_in(Path(handed))
    bank = {one.id: one for one in questions(catalog=catalog)}
    steps = step_ids(catalog)
    notes += [f"{name}: {note}" for name, past in histories.items() for note in past.notes]
    notes += [*shared(histories), *not_asked(histories, bank.keys() | steps | claim_ids(catalog))]
    first, changed = mark_anew(
        {name: _first(histories[name], bank) for name in sorted(histories)},
        bank,
        of_earlier_wording=of_earlier_wording,
    )
    known_by, unknown = by_file_names(files) if people is None else by_roster(files, people)
    learners = _learners(first, histories, bank)
    learners.insert(2, "steps", [_steps(histories[name], steps) for name in first])
    return ClassSummary(learners, _questions(first, bank), (*notes, *changed, *unknown), known_by)


def _first(past: History, bank: Mapping[str, Question]) -> dict[str, PastAnswer]:
    """Give the first answer to each question.

    Of several at one time, which a spreadsheet may have cut to the minute, it is the first in the file.
    """
    found: dict[str, PastAnswer] = {}
    for one in sorted(past.answers, key=lambda one: one.time):
        if one.question_id in bank:
            found.setdefault(one.question_id, one)
    return found


def _steps(past: History, known: set[str]) -> int:
    return len({one.question_id for one in past.answers} & known)


def _score(answer: PastAnswer) -> float:
    """Give 1, 0 or NaN: a question without a right answer has none."""
    return float("nan") if answer.correct is None else float(answer.correct)


def _learners(first: Firsts, histories: Mapping[str, History], bank: Mapping[str, Question]) -> pd.DataFrame:
    import pandas as pd

    begun = {bank[name].lesson for tries in first.values() for name in tries}
    lessons = [one for one in dict.fromkeys(one.lesson for one in bank.values()) if one in begun]
    rows = []
    for name, tries in first.items():
        checks = {key: one for key, one in tries.items() if bank[key].role == "check"}
        right = [key for key, one in checks.items() if one.correct]
        last = max((one.time for one in histories[name].answers), default=None)
        tried_in = Counter(bank[key].lesson for key in checks)
        right_in = Counter(bank[key].lesson for key in right)
        row: dict[str, object] = {
            "tried": len(tries),
            "checks": len(checks),
            "right": len(right),
            "share": len(right) / len(checks) if checks else float("nan"),
            "last": last and last.date().isoformat(),
        }
        for lesson in lessons:
            row |= {f"{lesson} tried": tried_in[lesson], f"{lesson} right": right_in[lesson]}
        rows.append(row)
    columns = [f"{lesson} {word}" for lesson in lessons for word in ("tried", "right")]
    frame = pd.DataFrame(
        rows,
        index=pd.Index(list(first), name="learner", dtype="str"),
        columns=["tried", "checks", "right", "share", "last", *columns],
    )
    return frame.assign(last=pd.to_datetime(frame["last"]))


def _questions(first: Firsts, bank: Mapping[str, Question]) -> pd.DataFrame:
    import pandas as pd

    tried = [one for one in bank.values() if any(one.id in tries for tries in first.values())]
    scores = pd.DataFrame(
        [[_score(tries[one.id]) if one.id in tries else None for one in tried] for tries in first.values()],
        index=list(first),
        columns=[one.id for one in tried],
        dtype=float,
    )
    judged = analyse(scores[[one.id for one in tried if one.role == "check"]])
    rows = []
    for one in tried:
        answers = [tries[one.id] for tries in first.values() if one.id in tries]
        item = judged.get(one.id) or _foreseen(scores[one.id])
        wrong, count = _drawn(one, answers)
        about = {"lesson": one.lesson, "role": one.role, "stem": one.stem}
        rows.append(about | item._asdict() | {"learners": len(answers), "wrong": wrong, "wrong_count": count})
    numbers = [name for name in Item._fields if name not in ("word", "why")]
    return pd.DataFrame(
        rows,
        index=pd.Index([one.id for one in tried], name="question", dtype="str"),
        columns=["lesson", "role", "stem", *numbers, "wrong", "wrong_count", "word", "why"],
    )


def _foreseen(scores: pd.Series) -> Item:
    """Give a prediction as a class made it; it is not judged."""
    nothing = float("nan")
    known = scores.dropna()
    return Item(
        learners=len(known),
        right=int(known.sum()),
        difficulty=float(known.mean()) if len(known) else nothing,
        discrimination=nothing,
        low=nothing,
        high=nothing,
        compared=0,
        word=PREDICTION,
        why="asked before the lesson" if len(known) else "it has no right answer",
    )


def _drawn(one: Question, answers: list[PastAnswer]) -> tuple[str, int]:
    """Give the wrong answer that most gave, and how many; the first in the question's order among equals."""
    wrong = [answer.given for answer in answers if _score(answer) == 0]
    if one.kind in PARTED:
        counts = Counter(part.text for given in wrong for part in misjudged(one, str(given)))
        order = [answer.text for answer in one.answers if answer.text in counts]
    elif one.kind == "one_choice":
        text = {answer.id: answer.text for answer in one.answers}
        counts = Counter(text[str(given)] for given in wrong)
        order = [answer.text for answer in one.answers if answer.text in counts]
    else:
        numbers = Counter(float(given) for given in wrong)
        counts = Counter({f"{given:g} {one.unit}".strip(): number for given, number in numbers.items()})
        order = [f"{given:g} {one.unit}".strip() for given in sorted(numbers)]
    most = max(order, key=lambda text: counts[text], default="")
    return most, counts[most]
