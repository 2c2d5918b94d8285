"""What the eye reads without the labels of citations is what the ear is told."""

from __future__ import annotations

import pytest

from retinoid_teach import learning
from tests.browser.mounting import called, part_of

CITED = {
    "rows": {"P002": [0, "page 3"], "GS008": [0, "", 1]},
    "sources": [["One", "https://e.org"], ["Two", ""]],
}
BOTH = part_of("_page/citations.js", "withCitations, withoutCitations") + (
    "export function both(texts, cited) {\n"
    "  return texts.map((text) => {\n"
    "    const pieces = withCitations(text, cited);\n"
    '    const seen = pieces.filter((piece) => typeof piece === "string").join("");\n'
    "    return [withoutCitations(text, cited), seen, pieces.length - 1];\n"
    "  });\n"
    "}\n"
)


@pytest.fixture
def page(page_with):
    return page_with("export default { render() {} };", "", {})


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("The top is 5 [P002].", "The top is 5."),
        ("One [P002.value], two [GS008] [P002].", "One, two."),
        ("Two spaces  [P002] and a line\n[GS008].", "Two spaces and a line."),
        ("[P002] begins", " begins"),
        ("No row of this page [P003] or [Z9.value].", "No row of this page [P003] or [Z9.value]."),
        ("None of ours [constructor1] [2024] [B12 vitamin] [P002.Value].",) * 2,
        ("", ""),
    ],
)
def test_only_what_becomes_a_label_is_left_out_for_the_ear(page, text, heard):
    ((told, seen, _),) = called(page, BOTH, "both", [[text], CITED])
    assert told == seen == heard


def test_ear_and_eye_agree_on_every_text_of_the_questions(page):
    texts = [text for one in learning.questions() for text in one.texts]
    cited = CITED | {"rows": {row: [0, ""] for one in learning.questions() for row in one.cited[::2]}}
    found = called(page, BOTH, "both", [texts, cited])
    assert [told for told, _, _ in found] == [seen for _, seen, _ in found]
    assert sum(labels for _, _, labels in found) > 100
    assert any("[" in told for told, _, _ in found), "some rows are not of this page"
