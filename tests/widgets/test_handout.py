"""The one-file handout: complete, small, and asking nobody for anything."""

from __future__ import annotations

import re

from retinoid_teach.widgets._explorer.explorer import packed
from retinoid_teach.widgets._explorer.handout import handout_html
from retinoid_teach.widgets._page.built import read_built

PAGE = handout_html()


def test_it_is_one_small_file() -> None:
    assert len(PAGE.encode()) <= 300_000


def test_it_forbids_itself_to_fetch_anything() -> None:
    assert "default-src 'none'" in PAGE
    assert not re.findall(r"<(?:link|img|iframe)\b|\bsrc=|@import|url\(", PAGE)


def test_its_script_is_closed_only_once() -> None:
    assert PAGE.count("</script>") == PAGE.count("<script") == 1


def test_it_carries_the_payload_and_the_module() -> None:
    assert packed() in PAGE
    assert read_built("handout.js") in PAGE


def test_without_javascript_it_shows_the_first_state_as_a_table() -> None:
    fallback = re.search(r"<noscript>(.*?)</noscript>", PAGE, re.DOTALL)
    assert fallback
    assert "<caption" in fallback[1]
    assert "Adapalene" in fallback[1]
