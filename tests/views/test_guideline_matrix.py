"""The matrix says what `compare_guidelines` says: verdicts as words, disagreements first."""

from __future__ import annotations

import io

import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from retinoid_teach.clinic import Patient, compare_guidelines
from retinoid_teach.clinic.verdict import VERDICTS
from retinoid_teach.views import Figure, guideline_matrix
from retinoid_teach.views._guideline_matrix import LOOKS

GUIDELINES = ["nice_ng198", "aad_2024", "eu_s3_2016", "global_alliance_2018"]
WORDS = {word for word, _, _ in LOOKS.values()}


def words(figure: Figure) -> list[str]:
    shown = [text.get_text().replace("-\n", "") for text in figure.axes.texts]
    return [" ".join(text.split("\n")) for text in shown]


@pytest.mark.parametrize("acne_type", [1, 2, 3, 4])
def test_every_cell_says_the_verdict_of_the_table(acne_type: int) -> None:
    table = compare_guidelines(acne_type)
    spoken = table[(table[GUIDELINES] != "not_mentioned").any(axis=1)]
    shown = spoken.sort_values("disagreement", ascending=False, kind="stable")
    cells = [word for word in words(guideline_matrix(acne_type)) if word in WORDS]
    assert cells == [LOOKS[verdict][0] for _, row in shown.iterrows() for verdict in row[GUIDELINES]]


def test_disagreements_come_first_and_are_marked() -> None:
    names = [word for word in words(guideline_matrix(2)) if word not in WORDS and "differ" not in word][4:]
    marked = [name.startswith("≠") for name in names]
    assert marked == sorted(marked, reverse=True)
    assert sum(marked) == compare_guidelines(2)["disagreement"].sum()


def test_its_text_has_its_numbers() -> None:
    table = compare_guidelines(2)
    said = guideline_matrix(2).alt_text
    assert f"on {table['disagreement'].sum()}" in said
    assert f"of {(table[GUIDELINES] != 'not_mentioned').any(axis=1).sum()} options" in said
    assert len(said) < 500


def test_it_follows_the_person() -> None:
    assert words(guideline_matrix(2)) != words(guideline_matrix(2, Patient(pregnancy="pregnant"), "UK"))


def luminance(colour: str) -> float:
    parts = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in to_rgb(colour)
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_word_can_be_read_on_its_fill(verdict: str) -> None:
    _, fill, ink = LOOKS[verdict]
    light, dark = sorted((luminance(fill), luminance(ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_verdicts_differ_by_word_and_not_by_colour_alone() -> None:
    assert len(WORDS) == len(LOOKS) == len(VERDICTS)


def test_it_is_an_image_with_a_text_alternative_and_the_same_bytes_every_time() -> None:
    figure = guideline_matrix(1)
    page = figure._repr_html_()
    assert page.startswith("<img alt=")
    assert figure.alt_text in page
    assert figure.png() == guideline_matrix(1).png()
    assert Image.open(io.BytesIO(figure.png())).width == 594
    assert len(figure.png()) < 60_000


def test_no_name_is_cut_short() -> None:
    names = compare_guidelines(4, Patient(pregnancy="pregnant"), "UK")["name"]
    written = words(guideline_matrix(4, Patient(pregnancy="pregnant"), "UK"))
    assert max(map(len, written)) > 40
    assert not any("…" in one for one in written)
    assert "Azelaic acid with oral lymecycline or doxycycline" in {name.split(" (")[0] for name in names}
    assert "Azelaic acid with oral lymecycline or doxycycline" in written
