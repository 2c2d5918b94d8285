"""The larger data folders: valid, disjoint copies, or the times would be of something else."""

from __future__ import annotations

import filecmp

import pytest

import retinoid_teach as rt
from benchmarks.growth import grown, renamed
from benchmarks.place import DATA


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    return rt.open_data(grown(tmp_path_factory.mktemp("grown") / "data", 2))


def test_every_row_of_evidence_is_there_twice(twice):
    grew = (
        "options",
        "safety_rules",
        "guideline_recommendations",
        "adverse_events",
        "pk_parameters",
        "questions",
    )
    for name in grew:
        assert len(twice.rows(name)) == 2 * len(rt.table(name, include="all")), name
    for name in ("sources", "guidelines", "conditions"):
        assert len(twice.rows(name)) == len(rt.table(name, include="all")), name


def test_a_copy_is_decided_as_its_original(twice):
    verdicts = rt.clinic.appropriate_options(2, "nice_ng198", catalog=twice)["verdict"]
    originals = rt.clinic.appropriate_options(2, "nice_ng198")["verdict"]
    for option, verdict in originals.items():
        assert (verdicts[option], verdicts[f"{option}_x2"]) == (verdict, verdict), option


def test_once_over_changes_no_fact(tmp_path):
    once = rt.open_data(grown(tmp_path / "data", 1))
    assert once.rows("safety_rules") == rt.open_data(DATA).rows("safety_rules")
    assert filecmp.cmp(tmp_path / "data" / "sources.csv", DATA / "sources.csv", shallow=False)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("", ""),
        ("adapalene", "adapalene_x3"),
        ("adapalene:topical;bpo:topical", "adapalene_x3:topical;bpo_x3:topical"),
        ("bpo|adapalene; other", "bpo_x3|adapalene_x3; other"),
        ("Q-01-03-a", "Q-01-303-a"),
        ("O-01-1", "O-01-301"),
        ("CASE-1-2-a", "CASE-301-2-a"),
        ("CX001", "CX3001"),
        ("adapalene gel", "adapalene gel"),
    ],
)
def test_ids_are_renamed_and_words_are_not(cell, text):
    assert (
        renamed(cell, frozenset({"adapalene", "bpo", "Q-01-03-a", "O-01-1", "CASE-1-2-a", "CX001"}), 3)
        == text
    )
