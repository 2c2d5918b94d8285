"""Made-up classes: histories of first answers, and the files that learners hand in."""

from __future__ import annotations

import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retinoid_teach.learning import History, PastAnswer, Question, mark, questions

BEGIN = datetime(2030, 1, 1, tzinfo=UTC)
CHOICES = [one for one in questions(role="check") if one.kind == "one_choice"]
MISLEADING = CHOICES[4]


def answer(one: Question, right: bool, minute: float) -> PastAnswer:
    """Give a right answer, or the first wrong one."""
    given = one.right if right else next(other.id for other in one.answers if other.id != one.right)
    assert given is not None
    return PastAnswer(BEGIN + timedelta(minutes=minute), one.id, given, mark(one, given).correct)


def learner(begin: float, signs: str) -> History:
    """Answer the first questions with one choice, a minute apart: + right, - wrong, any other left out."""
    pairs = enumerate(zip(CHOICES, signs, strict=False))
    return History(tuple(answer(one, sign == "+", begin + at) for at, (one, sign) in pairs if sign in "+-"))


def thirty_learners(seed: int = 0) -> dict[str, History]:
    """Thirty learners from weak to strong and twenty questions, one of which the strong get wrong."""
    chance = random.Random(seed)
    made = {}
    for place in range(30):
        skill = 0.15 + 0.75 * place / 29
        fooled = 0.1 if skill > 0.5 else 0.8
        right = [chance.random() < (fooled if one is MISLEADING else skill) for one in CHOICES[:20]]
        made[f"learner {place:02}"] = learner(1000 * place, "".join("-+"[one] for one in right))
    return made


def export(past: History, file: Path) -> Path:
    """Write what ``retinoid-teach progress --export`` writes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(["time", "question", "given", "correct"])
        for one in past.answers:
            right = {True: "true", False: "false", None: ""}[one.correct]
            writer.writerow([one.time.isoformat(), one.question_id, one.given, right])
    return file
