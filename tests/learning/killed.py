"""Answer in children of this process, and kill them at random moments; print what they had called saved.

`python killed.py ROUNDS SEED` for each round prints a line of JSON: the child's numbers that were saved.
It is a program of its own because it forks, which a test's process with its threads should not do.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading

from retinoid_teach.widgets import quiz

ASKED = "Q-01-03"


def main(rounds: int, seed: int) -> None:
    drawn = random.Random(seed)
    for turn in range(rounds):
        first = turn * 100_000
        print(json.dumps(killed(first, drawn.randrange(1, 12), drawn.uniform(0, 0.012))), flush=True)


def killed(first: int, lines: int, seconds: float) -> list[int]:
    """Fork a child that answers with first, first + 1 …; kill it a moment after it has said so many lines."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        answer(first, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        heard = [said.readline() for _ in range(lines)]
        threading.Event().wait(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        heard += said.readlines()
    return [int(line) for line in heard if line.endswith(b"\n")]


def answer(number: int, writing: int) -> None:
    """Answer for ever, as the page would, and say each number once it is saved."""
    asked = quiz(ASKED)
    while True:
        asked.set_state({"answers": {ASKED: number}, "tries": [[ASKED, number]]})
        if asked.saved[-1] != "saved":
            os._exit(1)
        os.write(writing, b"%d\n" % number)
        number += 1


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
