"""Each test has an empty home for answers, and says nothing of the machine's speed."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# On a shared machine a slow example says nothing about the code.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

HOME = "RETINOID_TEACH_HOME"


@pytest.fixture(autouse=True)
def answers_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give each test an empty home for answers; it is made when the first answer is kept."""
    home = Path(tempfile.mkdtemp(dir=os.environ[HOME]))
    home.rmdir()
    monkeypatch.setenv(HOME, str(home))
    yield home
    shutil.rmtree(home, ignore_errors=True)
