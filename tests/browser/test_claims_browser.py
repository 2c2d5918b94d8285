"""The claims in a real browser: judged before anything is told, the first judgement kept, by keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from retinoid_teach.evidence import shipped
from retinoid_teach.widgets._claims.claims import VERDICTS, claims, steps
from tests.browser.mounting import PHONE, THEMES, called, mounted, overflows, part_of, tries

ROWS = {row["id"]: row for row in shipped().rows("claims")}
IDS = list(ROWS)
SAME = {claim_id: row["verdict"] for claim_id, row in ROWS.items()}


@pytest.fixture
def asked(page_with):
    return mounted(page_with, claims())


def place(asked, claim_id):
    return asked.page.locator(".rt-claims-place").nth(IDS.index(claim_id))


def judge(asked, verdict):
    asked.page.get_by_role("radio", name=verdict, exact=False).and_(
        asked.page.locator(f"[value='{verdict}']")
    ).check()
    asked.page.get_by_role("button", name=re.compile("^(Judge|Keep this judgement)$")).click()


@pytest.mark.parametrize("claim_id", IDS)
def test_nothing_of_the_evidence_is_on_the_page_before_the_claim_is_judged(page_with, claim_id):
    asked = mounted(page_with, claims([claim_id]))
    row = ROWS[claim_id]
    expect(asked.root).to_contain_text(row["claim"])
    told = ("evidence_for", "evidence_against", "what_to_teach")
    for column in told:
        expect(asked.root).not_to_contain_text(row[column])
    expect(asked.page.locator(".rt-claims-said, .rt-claims-table")).to_have_count(0)
    expect(asked.root).not_to_contain_text("The evidence:")
    judge(asked, "unclear")
    expect(asked.page.locator(".rt-claims-said")).to_contain_text(f"The evidence: {row['verdict']}.")
    for column in told:
        expect(asked.root).to_contain_text(row[column])


def test_each_verdict_says_what_it_means_and_the_claim_names_the_group(asked):
    expect(asked.page.locator("fieldset")).to_have_accessible_name(ROWS["CL01"]["claim"])
    radios = asked.page.get_by_role("radio")
    expect(radios).to_have_count(len(VERDICTS))
    for radio, (verdict, (_, meaning)) in zip(radios.all(), VERDICTS.items(), strict=True):
        expect(radio).to_have_accessible_name(f"{verdict} {meaning}")


def test_nothing_is_judged_before_a_verdict_is_chosen(asked):
    asked.page.get_by_role("button", name="Judge", exact=True).click()
    expect(asked.page.locator(".rt-claims-missing")).to_have_text("Choose one of the five verdicts first.")
    expect(asked.page.get_by_role("status")).to_have_text("Choose one of the five verdicts first.")
    assert asked.saved == []


def test_own_judgement_stands_beside_the_evidence_and_is_kept(asked):
    place(asked, "CL17").click()
    judge(asked, "supported")
    expect(asked.page.locator(".rt-claims-yours")).to_have_text("You said supported: 3 steps more trusting.")
    expect(asked.page.get_by_role("status")).to_contain_text("The evidence: not supported.")
    expect(asked.page.locator(".rt-claims-count")).to_have_text("1 of 20 judged")
    expect(place(asked, "CL17")).to_have_accessible_name("Claim 17, judged")
    expect(place(asked, "CL16")).to_have_accessible_name("Claim 16, not judged yet")
    assert asked.get("judgements") == {"CL17": "supported"}
    assert tries(asked) == [["CL17", "supported"]]


def test_judging_again_keeps_the_first_judgement(asked):
    judge(asked, "not supported")
    asked.page.get_by_role("button", name="Judge again").click()
    expect(asked.page.get_by_role("radio").first).to_be_enabled()
    judge(asked, "partly supported")
    said = "You said not supported: 2 steps more doubting. After reading you said partly supported."
    expect(asked.page.locator(".rt-claims-yours")).to_have_text(said)
    assert asked.get("judgements") == {"CL01": "not supported"}
    assert asked.get("revised") == {"CL01": "partly supported"}


def test_the_page_counts_steps_as_python_does(asked):
    counted = part_of("_claims/words.js", "scaleOf, stepsBetween") + (
        "export function told(verdicts, one, other) {\n"
        "  return stepsBetween(scaleOf(verdicts), one, other);\n"
        "}\n"
    )
    sent = claims().data["verdicts"]
    for yours in VERDICTS:
        for evidence in VERDICTS:
            assert called(asked, counted, "told", [sent, yours, evidence]) == steps(yours, evidence)


@pytest.mark.parametrize(
    ("yours", "claim_id", "words"),
    [
        ("unclear", "CL03", "the same"),
        ("contested", "CL03", "both leave it open, for another reason"),
        ("partly supported", "CL03", "1 step more trusting"),
        ("not supported", "CL02", "3 steps more doubting"),
    ],
)
def test_a_difference_is_said_in_words(page_with, yours, claim_id, words):
    asked = mounted(page_with, claims([claim_id]))
    judge(asked, yours)
    expect(asked.page.locator(".rt-claims-yours")).to_have_text(f"You said {yours}: {words}.")


def test_one_walks_with_previous_and_next_and_they_close_the_circle(asked):
    title = asked.page.locator(".rt-claims-card > .rt-claims-title")
    expect(title).to_contain_text("Claim 1 of 20")
    asked.page.get_by_role("button", name="Previous claim").click()
    expect(title).to_contain_text("Claim 20 of 20")
    asked.page.get_by_role("button", name="Next claim").click()
    asked.page.get_by_role("button", name="Next claim").click()
    expect(title).to_contain_text("Claim 2 of 20")
    expect(place(asked, "CL02")).to_have_attribute("aria-current", "true")
    expect(asked.page.locator("[aria-current]")).to_have_count(1)
    expect(asked.page.get_by_role("status")).to_have_text(f"Claim 2 of 20: {ROWS['CL02']['claim']}")


def test_the_comparison_begins_with_the_largest_difference_and_sums_up(asked):
    asked.page.get_by_text("Compare with the evidence (0 judged)").click()
    expect(asked.page.locator(".rt-claims-compared")).to_contain_text("Judge a claim first.")
    asked.receive(
        judgements={"CL02": "supported", "CL03": "contested", "CL11": "supported", "CL17": "supported"},
        revised={"CL17": "contested"},
    )
    lines = asked.page.locator(".rt-claims-table tbody tr")
    expect(lines).to_have_count(4)
    for line, claim_id in zip(lines.all(), ("CL17", "CL11", "CL03", "CL02"), strict=True):
        expect(line.get_by_role("rowheader")).to_contain_text(ROWS[claim_id]["claim"])
        expect(line.get_by_role("cell").last).to_have_text(ROWS[claim_id]["verdict"])
    expect(lines.first.get_by_role("cell").first).to_have_text("supportedlater: contested")
    expect(asked.page.locator(".rt-claims-leaning")).to_have_text(
        "Of 4 first judgements, 2 trusted more than the evidence, 0 doubted more and 2 neither: on the whole "
        "you are more trusting than the evidence."
    )
    lines.first.get_by_role("button").click()
    expect(place(asked, "CL17")).to_be_focused()
    expect(asked.page.locator(".rt-claims-card > .rt-claims-title")).to_contain_text("Claim 17")


@pytest.mark.parametrize(
    ("judgements", "lean"),
    [
        ({"CL02": "unclear"}, "on the whole you are more doubting than the evidence."),
        (SAME, "you lean neither way."),
    ],
)
def test_the_sum_names_the_other_leanings(asked, judgements, lean):
    asked.receive(judgements=judgements)
    asked.page.locator(".rt-claims-compare > summary").click()
    expect(asked.page.locator(".rt-claims-leaning")).to_contain_text(lean)


def test_the_comparison_opens_when_the_last_claim_is_judged(page_with):
    asked = mounted(page_with, claims(["CL03", "CL17"]))
    judge(asked, "unclear")
    expect(asked.page.locator(".rt-claims-table")).to_be_hidden()
    asked.page.get_by_role("button", name="Next claim").click()
    judge(asked, "unclear")
    expect(asked.page.locator(".rt-claims-table")).to_be_visible()


def test_judgements_of_a_saved_notebook_are_there_and_it_goes_on_where_one_stopped(page_with):
    judged = claims()
    judged.judgements = {"CL01": "supported", "CL02": "supported"}
    asked = mounted(page_with, judged)
    expect(asked.page.locator(".rt-claims-card > .rt-claims-title")).to_contain_text("Claim 3 of 20")
    place(asked, "CL01").click()
    expect(asked.page.locator(".rt-claims-yours")).to_have_text("You said supported: 1 step more trusting.")
    expect(asked.page.get_by_role("radio", name="partly supported")).to_be_hidden()
    asked.receive(judgements={"CL02": "supported"})
    expect(asked.page.locator(".rt-claims-said")).to_have_count(0)
    assert asked.saved == []


def test_what_python_would_refuse_is_no_judgement(asked):
    asked.receive(judgements={"CL01": "constructor", "CL99": "unclear"}, revised={"CL01": "unclear"})
    expect(asked.page.locator(".rt-claims-said")).to_have_count(0)
    expect(asked.page.locator(".rt-claims-count")).to_have_text("0 of 20 judged")


def test_the_whole_by_keyboard_alone(asked):
    page = asked.page
    press = page.keyboard.press
    for _ in range(2):
        press("Tab")
    expect(place(asked, "CL02")).to_be_focused()
    press("Enter")
    page.get_by_role("button", name="Claim 20").focus()
    press("Tab")
    expect(page.get_by_role("radio").first).to_be_focused()
    press("Space")
    press("ArrowDown")
    press("Tab")
    press("Enter")
    expect(page.locator(".rt-claims-yours")).to_contain_text("You said partly supported")
    expect(page.get_by_role("button", name="Judge again")).to_be_focused()
    press("Tab")
    expect(page.locator(".rt-cited-sources summary")).to_be_focused()
    press("Enter")
    expect(page.locator(".rt-cited-sources li").first).to_be_visible()
    page.get_by_role("button", name="Next claim").focus()
    press("Space")
    expect(page.get_by_role("button", name="Next claim")).to_be_focused()
    press("Tab")
    press("Enter")
    expect(page.locator(".rt-claims-table")).to_be_visible()


def test_sources_are_named_and_linked(asked):
    judge(asked, "unclear")
    asked.page.get_by_text("Sources (").click()
    links = asked.page.locator(".rt-cited-sources a")
    assert links.count() > 1
    for link in links.all():
        assert link.get_attribute("href").startswith("http")
        expect(link).to_have_attribute("rel", "noopener noreferrer")


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_before_or_after_judging(page_with, axe_violations, theme):
    asked = mounted(page_with, claims(), theme=theme)
    assert axe_violations(asked.page, "#widget") == []
    asked.receive(judgements={"CL01": "contested", "CL17": "supported"}, revised={"CL01": "supported"})
    for fold in asked.page.locator("summary").all():
        fold.click()
    assert axe_violations(asked.page, "#widget") == []


def test_it_fits_a_phone_and_the_two_sides_are_stacked_there(page_with):
    asked = mounted(page_with, claims(), width=PHONE)
    assert overflows(asked) <= 0
    asked.receive(judgements=SAME, revised=SAME)
    for fold in asked.page.locator("summary").all():
        fold.click()
    for claim_id in IDS:
        place(asked, claim_id).click()
        assert overflows(asked) <= 0, claim_id
    first, second = (side.bounding_box() for side in asked.page.locator(".rt-claims-sides > *").all())
    assert second["y"] >= first["y"] + first["height"]


def test_no_verdict_is_broken_inside_a_word_on_a_phone(page_with):
    asked = mounted(page_with, claims(), width=PHONE)
    asked.receive(judgements=dict.fromkeys(IDS, "supported"))
    asked.page.locator(".rt-claims-compare > summary").click()
    lines = """cell => { const range = document.createRange(); range.selectNodeContents(cell.firstChild);
      return range.getClientRects().length; }"""
    for cell in asked.page.locator(".rt-claims-table tbody td").all():
        assert cell.evaluate(lines) <= len(cell.inner_text().split())


def test_the_two_sides_stand_beside_each_other_on_a_wide_page(asked):
    judge(asked, "unclear")
    first, second = (side.bounding_box() for side in asked.page.locator(".rt-claims-sides > *").all())
    assert first["y"] == second["y"]
    assert second["x"] >= first["x"] + first["width"]


def test_text_of_a_file_stays_text(page_with, catalog_with_texts):
    hostile = "<img src=x onerror=\"document.title='hit'\"><b>bold</b> javascript:alert(1)"
    asked = mounted(page_with, claims(["CL03"], catalog=catalog_with_texts(hostile)))
    judge(asked, "unclear")
    for fold in asked.page.locator("summary").all():
        fold.click()
    expect(asked.page.locator(".rt-claims-said")).to_be_visible()
    expect(asked.root).to_contain_text("<b>bold</b>")
    expect(asked.page.locator("#widget :is(img, b, a)")).to_have_count(0)
    assert asked.page.title() != "hit"


def test_keys_stay_in_the_control_that_has_the_focus(asked):
    judge(asked, "unclear")
    for control in asked.page.locator("#widget :is(button, summary)").all():
        control.focus()
        assert asked.page.evaluate("document.activeElement.dataset.lmSuppressShortcuts") == "true"


def test_two_views_agree_and_a_removed_one_lets_go(asked):
    asked.page.evaluate(
        """async () => {
          const second = document.createElement("div");
          second.id = "second";
          document.querySelector("main").append(second);
          window.removeSecond = await view(second);
        }"""
    )
    asked.root.locator("[value='unclear']").check()
    asked.root.get_by_role("button", name="Judge", exact=True).click()
    expect(asked.page.locator("#second .rt-claims-yours")).to_contain_text("You said unclear")
    asked.page.evaluate("removeSecond()")
    for trait in ("judgements", "revised"):
        assert asked.page.evaluate(f"model.listeners.get('change:{trait}').length") == 1
