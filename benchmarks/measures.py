"""All measures by the name that `--only` takes, in the order of the table."""

from __future__ import annotations

from benchmarks.answers import answers
from benchmarks.classroom import classroom
from benchmarks.course import course
from benchmarks.decisions import decisions
from benchmarks.evidence import evidence
from benchmarks.explorer import clicks, clicks_grown
from benchmarks.growth import loading
from benchmarks.imports import imports
from benchmarks.kernels import memory
from benchmarks.labs import sliders
from benchmarks.run import Measure
from benchmarks.sizes import lessons, parts

MEASURES: dict[str, Measure] = {
    "clicks": clicks,
    "clicks-grown": clicks_grown,
    "labs": sliders,
    "evidence": evidence,
    "imports": imports,
    "memory": memory,
    "class": classroom,
    "decisions": decisions,
    "loading": loading,
    "answers": answers,
    "course": course,
    "lessons": lessons,
    "parts": parts,
}
