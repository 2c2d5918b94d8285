"""No test touches the answers of whoever runs it: neither the tests nor the examples nor the lessons."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

# Which worker runs which tests, and what a run took.
pytest_plugins = ["tests.scheduling"]

_CREATED: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    """Give this run, its kernels and its other processes an empty home for answers."""
    _CREATED.append(tempfile.mkdtemp(prefix="retinoid-teach-tests-"))
    os.environ["RETINOID_TEACH_HOME"] = _CREATED[-1]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the home away again."""
    shutil.rmtree(_CREATED.pop(), ignore_errors=True)
