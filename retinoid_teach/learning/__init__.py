"""Questions, their feedback, and what a learner has answered.

Ask: `questions`, `question`, `objectives`. Answer: `mark`. Look the bank over: `lint`.
Decide for a person: `cases`, `case`.
Pure: rows in, frozen records out.
Keep: `keep` appends an answer to this kernel's own file in `progress_folder`; `NotSaved` says why not.
Look back: `history`, `by_objective`, `by_case`. Ask again: `due`.
Take along: `anki_package`, `questions_csv`.
"""

from ._anki import anki_package
from ._case_records import Case, Choice, Step
from ._cases import case, cases
from ._questions import objectives, question, questions
from ._review import due
from .exports import questions_csv
from .linting import lint
from .marking import Given, Mark, mark
from .past_answers import History, PastAnswer, history
from .progress import by_case, by_objective
from .records import Answer, Objective, Question
from .store import NotSaved, keep, progress_folder

__all__ = [
    "Answer",
    "Case",
    "Choice",
    "Given",
    "History",
    "Mark",
    "NotSaved",
    "Objective",
    "PastAnswer",
    "Question",
    "Step",
    "anki_package",
    "by_case",
    "by_objective",
    "case",
    "cases",
    "due",
    "history",
    "keep",
    "lint",
    "mark",
    "objectives",
    "progress_folder",
    "question",
    "questions",
    "questions_csv",
]
