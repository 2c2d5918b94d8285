"""Questions and their feedback. Pure: rows in, frozen records out.

Ask: `questions`, `question`, `objectives`. Answer: `mark`.
"""

from retinoid_teach.learning._marking import Given, Mark, mark
from retinoid_teach.learning._questions import objectives, question, questions
from retinoid_teach.learning._records import Answer, Objective, Question

__all__ = [
    "Answer",
    "Given",
    "Mark",
    "Objective",
    "Question",
    "mark",
    "objectives",
    "question",
    "questions",
]
