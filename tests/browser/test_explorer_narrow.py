"""On a phone the panel opens under its card, and has something to say after every change."""

from __future__ import annotations

import pytest

from retinoid_teach.clinic.rows import clinic_rows
from retinoid_teach.widgets import explorer
from tests.browser.mounting import PHONE, mounted

STATUSES = tuple(clinic_rows(None).pregnancy_statuses)
YEARS = ("8", "10", "16", "30", "", "11", "40")
PLACES = (3, 0, 2, 1, 0, 3, 1)
SHOWN = """() => {
  const panel = document.querySelector(".rt-panel");
  return [panel.getBoundingClientRect().height, panel.innerText.length];
}"""


@pytest.mark.parametrize("option", [None, "bpo_clindamycin", "adapalene_bpo", "isotretinoin_oral"])
@pytest.mark.parametrize("guideline", ["nice_ng198", "aad_2024"])
def test_the_panel_is_never_left_blank(page_with, option, guideline):
    """Story: cards around the panel moved, the panel was filled anew, and Chromium painted none of it."""
    shown = mounted(page_with, explorer(acne_type=2, guideline=guideline), width=PHONE)
    page = shown.page
    if option:
        shown.receive(option=option)
    page.locator(".rt-person > summary").click()
    age, pregnancy = page.get_by_label("Age (years)"), page.get_by_label("Pregnancy", exact=True)
    acne_type = page.locator(".rt-types input")
    for years, status, place in zip(YEARS, STATUSES, PLACES, strict=True):
        age.fill(years)
        is_filled(page)
        pregnancy.select_option(status)
        is_filled(page)
        acne_type.nth(place).check(force=True)
        is_filled(page)


def is_filled(page):
    height, letters = page.evaluate(SHOWN)
    assert letters > 200
    assert height > 200
