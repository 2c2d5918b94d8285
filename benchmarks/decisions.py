"""One verdict table in Python: every acne type under every guideline for a few people."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.samples import Samples
from benchmarks.table import Aim, Row

ROUNDS = 3
LIMIT = Aim(10)  # "in milliseconds"


def decisions(_scratch: Path) -> Iterator[Row]:
    """Time `appropriate_options`, warm."""
    from retinoid_teach.clinic import Patient, appropriate_options
    from retinoid_teach.evidence import table

    people = (
        Patient(),
        Patient(age_years=11),
        Patient(pregnancy="pregnant"),
        Patient(age_years=30, pregnancy="planning", conditions=("asthma",)),
    )
    guidelines = list(table("guidelines").index)
    questions = list(itertools.product((1, 2, 3, 4), guidelines, people))
    taken: list[float] = []
    for turn in range(ROUNDS + 1):
        for question in questions:
            begun = time.perf_counter()
            appropriate_options(*question)
            taken += [(time.perf_counter() - begun) * 1000] if turn else []
    times = Samples.of(taken)
    measure = "one verdict table (appropriate_options)"
    yield Row(measure=f"{measure}, median", value=times.median, unit="ms", n=times.count, aim=LIMIT)
    yield Row(measure=f"{measure}, p95", value=times.p95, unit="ms", n=times.count, aim=LIMIT)
