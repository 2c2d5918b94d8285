"""The page on the data says what the reader checks."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from retinoid_teach.evidence import shipped
from retinoid_teach.evidence._document import data_page

PAGE = Path(__file__).parents[2] / "docs" / "data.md"


def test_the_page_is_true() -> None:
    """After a change of the contract: python -m retinoid_teach.evidence._document > docs/data.md."""
    assert PAGE.read_text(encoding="utf-8") == data_page(shipped())


def test_the_command_writes_the_page() -> None:
    command = [sys.executable, "-m", "retinoid_teach.evidence._document"]
    written = subprocess.run(command, check=True, capture_output=True, cwd=PAGE.parents[1])
    assert written.stdout == data_page(shipped()).encode()
    assert written.stderr == b""


@pytest.mark.parametrize("name", shipped().names)
def test_every_table_and_column_is_described(name: str) -> None:
    section = data_page(shipped()).split(f"\n## {name}\n")[1].split("\n## ")[0]
    table = shipped().table(name)
    assert table.path in section
    for field in table.fields:
        assert f"\n| `{field.name}` | {field.type} |" in section
        assert not field.allowed or f"`{field.allowed[-1]}`".replace("|", "\\|") in section
    rows = [line for line in section.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} == {6}


def test_no_row_was_lost_on_the_way_in() -> None:
    for name in shipped().names:
        rows_in, added = shipped().table(name).rows_in, shipped().table(name).rows_added
        assert not rows_in or sum(rows_in.values()) + len(added) == len(shipped().rows(name))
    assert "| all | 2618 | 5 | | 2623 |" in data_page(shipped())
