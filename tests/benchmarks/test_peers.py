"""The peers answer the same question with the same content, or the comparison would be unfair."""

from __future__ import annotations

import pytest

import retinoid_teach as rt
from benchmarks import peers
from retinoid_teach.clinic import Patient


@pytest.fixture
def figure(monkeypatch):
    shown = []
    monkeypatch.setattr(peers.plt, "show", lambda: shown.append(peers.plt.gcf()))
    peers.draw(3, "aad_2024", **dict.fromkeys(peers._facts(), False))
    yield shown[0]
    peers.plt.close("all")


def test_the_table_is_that_of_the_same_question():
    facts = peers._facts()
    kind, name = next(iter(facts)).split("__")
    asked = peers.answer(2, "nice_ng198", **{fact: fact.endswith(name) for fact in facts})
    expected = rt.clinic.appropriate_options(2, "nice_ng198", Patient(**{kind: (name,)}))
    assert asked.equals(expected)


def test_the_figure_names_every_option_and_its_strength(figure):
    drawn = "\n".join(text.get_text() for text in figure.axes[0].texts)
    options = rt.clinic.appropriate_options(3, "aad_2024")
    assert [name for name in options["name"] if name not in drawn] == []
    assert [strength for strength in options["strength"] if strength not in drawn] == []


def test_every_fact_can_be_ticked_with_every_other():
    assert len(peers._facts()) >= 5
    peers.answer(4, "eu_s3_2016", **dict.fromkeys(peers._facts(), True))


def test_the_choices_are_the_explorers():
    controls = peers._controls()
    assert list(controls["acne_type"].options) == [1, 2, 3, 4]
    assert [value for _, value in controls["guideline"].options] == list(rt.table("guidelines").index)
