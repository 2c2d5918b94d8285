"""Questions, their feedback, and what a learner has answered.

Ask: `questions`, `question`, `objectives`. Answer: `mark`. Decide for a person: `cases`, `case`.
Pure: rows in, frozen records out.
Keep: `keep` appends an answer to this kernel's own file in `progress_folder`; `NotSaved` says why not.
Look back: `history`, `by_objective`.
"""

from retinoid_teach.learning._case_records import Case, Choice, Step
from retinoid_teach.learning._cases import case, cases
from retinoid_teach.learning._history import History, PastAnswer, history
from retinoid_teach.learning._marking import Given, Mark, mark
from retinoid_teach.learning._progress import by_objective
from retinoid_teach.learning._questions import objectives, question, questions
from retinoid_teach.learning._records import Answer, Objective, Question
from retinoid_teach.learning._store import NotSaved, keep, progress_folder

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
    "by_objective",
    "case",
    "cases",
    "history",
    "keep",
    "mark",
    "objectives",
    "progress_folder",
    "question",
    "questions",
]
