"""The teacher's side: exercises to give out, what a class handed in, and what came of it.

Give out: `graded_notebook`, `answer_key`. Look at what came back: `class_summary`, `class_questions_csv`.
Take along: `gradebook_csv`.
"""

from ._answer_key import answer_key
from ._class_summary import ClassSummary, class_summary
from ._gradebook import class_questions_csv, gradebook_csv
from ._graded import graded_notebook

__all__ = [
    "ClassSummary",
    "answer_key",
    "class_questions_csv",
    "class_summary",
    "gradebook_csv",
    "graded_notebook",
]
