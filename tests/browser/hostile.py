"""A teacher's data folder in which every free text is an attack, with a number to know it by."""

from __future__ import annotations

import csv
import shutil
from itertools import count
from pathlib import Path

from retinoid_teach.evidence.place import data_folder

ATTACKS = (
    "<img src=x onerror=hit()>",
    "<script>hit()</script>",
    "</script><script>hit()</script>",
    "</style><style>*{display:none}</style>",
    "</noscript><svg onload=hit()>",
    "\"><iframe srcdoc='<script>hit()</script>'>",
    "javascript:hit()",
    "' onmouseover='hit()' x='",
    "{{constructor.constructor('hit()')()}}${hit()}",
    "&lt;img src=x onerror=hit()&gt;",
    '=HYPERLINK("javascript:hit()")',
    "[x](javascript:hit())",
)
ADDRESS = 'https://example.org/"><img/src=x/onerror=hit()>'

TEXTS = {
    "sources.csv": ("citation",),
    "vocabulary/acne_types.csv": ("name", "seen"),
    "vocabulary/guidelines.csv": ("name", "note"),
    "vocabulary/regions.csv": ("name",),
    "vocabulary/pregnancy_statuses.csv": ("label",),
    "vocabulary/conditions.csv": ("label",),
    "vocabulary/situations.csv": ("label",),
    "vocabulary/contradictions.csv": ("reason",),
    "clinical/options.csv": (
        *("name", "form", "strengths", "frequency", "course_note", "min_age_note"),
        *("licensed_markets_note", "time_to_effect", "locator"),
    ),
    "clinical/guideline_recommendations.csv": ("strength", "statement", "locator"),
    "clinical/safety_rules.csv": ("condition", "reason", "why_not", "locator"),
    "clinical/adverse_events.csv": (
        *("event", "onset_note", "what_the_learner_should_know", "management", "locator"),
    ),
    "clinical/monitoring.csv": ("what", "when", "locator"),
    "clinical/interactions.csv": ("effect", "advice", "locator"),
    "clinical/pregnancy_rules.csv": ("category_or_status", "rule", "locator"),
    "clinical/grade_crosswalk.csv": ("nearest_category", "reason"),
}
"""The texts that the explorer shows, table by table."""


def hostile_folder(place: Path) -> Path:
    """Copy the shipped data; each text becomes an attack with a number, and each address one as well."""
    folder = place / "hostile"
    shutil.copytree(data_folder(), folder)
    numbers = count()
    for name, columns in TEXTS.items():
        rows, header = _read(folder / name)
        for row in rows:
            for column in columns:
                if row[column]:
                    number = next(numbers)
                    row[column] = f"{ATTACKS[number % len(ATTACKS)]} n{number}"
            if row.get("url"):
                row["url"] = ADDRESS
        _write(folder / name, header, rows)
    return folder


def _read(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader), list(reader.fieldnames or [])


def _write(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
