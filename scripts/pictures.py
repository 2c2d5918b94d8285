"""Take the pictures that README and docs/pictures.md show: explorer and labs, in real JupyterLab.

``python scripts/pictures.py`` writes the pictures of the explorer and of the labs in docs/img;
``--also FOLDER`` puts pictures of the other views and widgets into a folder, to be looked at.
It needs a Chromium: on the path, or named by the variable CHROMIUM.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from lab_server import ROOT, Server, jupyterlab, trust
from retinoid_teach.evidence.place import lessons_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Locator

IMAGES = ROOT / "docs" / "img"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--font-render-hinting=none"]
START, GRADING = "00_start_here.ipynb", "01_acne_and_grading.ipynb"
LABS = (
    ("03_receptor_to_gene.ipynb", "receptor_lab", "[data-lab=receptor_lab]"),
    ("04_skin_and_plasma.ipynb", "kinetics_lab", "[data-lab=kinetics_lab]"),
    ("04_skin_and_plasma.ipynb", "skin_lab", "[data-lab=skin_lab]"),
    ("05_comparator_drugs.ipynb", "evidence_lab", ".rt-ev"),
)
WINDOWS = {"wide": (1280, 1040), "phone": (360, 1400)}
TALL = 7000
LONG = 120_000


def open_lesson(browser: Browser, server: Server, name: str, window: str) -> Page:
    """Open a trusted lesson with nothing beside it.

    The window is as tall as the lesson, for JupyterLab lays out only the cells that are in sight.
    """
    page = browser.new_page(viewport={"width": WINDOWS[window][0], "height": TALL}, device_scale_factor=2)
    page.goto(server.lesson(name, f"{Path(name).stem}-{window}"), timeout=LONG)
    page.wait_for_function("window.jupyterapp?.shell?.currentWidget?.context?.isReady", timeout=LONG)
    page.evaluate("jupyterapp.shell.collapseLeft()")
    if window == "phone":
        for side in ("left", "right"):
            page.evaluate(
                "side => jupyterapp.commands.execute('application:toggle-side-tabbar', { side })", side
            )
    wear(page, "Light")
    expect(page.locator(".rt-root").first).to_be_visible(timeout=LONG)
    return page


def wear(page: Page, theme: str) -> None:
    """Change the theme as the Settings menu does."""
    name = f"JupyterLab {theme}"
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
    page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=name)


def describe_person(page: Page) -> None:
    """The person of the pictures: sixteen years old, could become pregnant, no contraception."""
    explorer = page.locator(".rt-explorer").first
    fold = explorer.locator(".rt-person > summary")
    size = page.viewport_size
    folded = size is not None and size["width"] == WINDOWS["phone"][0]
    if folded:
        fold.click()
    explorer.get_by_label("Age (years)").fill("16")
    explorer.get_by_label("Pregnancy", exact=True).select_option("possible_without_contraception")
    if folded:
        fold.click()


def take(of: Locator | Page, path: Path) -> None:
    """Write a picture of a window or of one widget in it, with no ring around what has the focus."""
    page = of if isinstance(of, Page) else of.page
    page.evaluate("document.activeElement.blur()")
    path.parent.mkdir(parents=True, exist_ok=True)
    drawn = Image.open(io.BytesIO(of.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    drawn.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    sys.stdout.write(f"{path} ({path.stat().st_size // 1000} kB)\n")


def look_at(explorer: Locator, window: str) -> None:
    """Make the window as large as a learner's, with the explorer at its top."""
    width, height = WINDOWS[window]
    explorer.page.set_viewport_size({"width": width, "height": height})
    explorer.evaluate("root => root.scrollIntoView({ block: 'start' })")
    expect(explorer.get_by_role("radio").first).to_be_in_viewport()


def for_readme(browser: Browser, server: Server) -> None:
    """Take the explorer in its lesson, light, dark and on a phone, and each lab in both themes."""
    for window in WINDOWS:
        page = open_lesson(browser, server, START, window)
        describe_person(page)
        look_at(page.locator(".rt-explorer").first, window)
        if window == "phone":
            take(page, IMAGES / "explorer-360.png")
        else:
            for theme in ("Light", "Dark"):
                wear(page, theme)
                take(page, IMAGES / f"explorer-{theme.lower()}.png")
        page.close()
    for lesson, lab, place in LABS:
        page = open_lesson(browser, server, lesson, "wide")
        for theme in ("Light", "Dark"):
            wear(page, theme)
            take(page.locator(place).first, IMAGES / f"{lab}-{theme.lower()}.png")
        page.close()


def for_review(browser: Browser, server: Server, folder: Path) -> None:
    """Take everything else that a designer should look at, whole."""
    for window in WINDOWS:
        page = open_lesson(browser, server, START, window)
        describe_person(page)
        explorer = page.locator(".rt-explorer").first
        for theme in ("Light", "Dark"):
            wear(page, theme)
            end = f"{window}-{theme.lower()}.png"
            take(explorer, folder / f"options-{end}")
            explorer.locator("button[data-pin]").first.click()
            take(explorer, folder / f"pinned-{end}")
            explorer.get_by_role("button", name="Stop comparing").click()
            explorer.get_by_role("radio", name="Compare", exact=True).check()
            take(explorer, folder / f"compare-{end}")
            explorer.get_by_role("radio", name="NICE NG198", exact=True).check()
            take(page.locator(".rt-quiz").last, folder / f"quiz-{end}")
        page.close()
        page = open_lesson(browser, server, GRADING, window)
        for theme in ("Light", "Dark"):
            wear(page, theme)
            take(page.locator(".rt-gags").first, folder / f"gags-{window}-{theme.lower()}.png")
        page.close()
        for lesson, lab, place in LABS:
            page = open_lesson(browser, server, lesson, window)
            for theme in ("Light", "Dark"):
                wear(page, theme)
                take(page.locator(place).first, folder / f"{lab}-{window}-{theme.lower()}.png")
            page.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--also", type=Path, metavar="FOLDER", help="where pictures for review go")
    options = parser.parse_args(arguments)
    chromium = next(filter(None, map(shutil.which, (os.environ.get("CHROMIUM", ""), *NAMES))), None)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "notebooks"
        shutil.copytree(lessons_folder(), folder, ignore=shutil.ignore_patterns(".*"))
        trust(Path(place) / "home", folder.glob("*.ipynb"))
        with jupyterlab(folder, Path(place) / "home") as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for_readme(browser, server)
            if options.also:
                options.also.mkdir(parents=True, exist_ok=True)
                for_review(browser, server, options.also)
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
