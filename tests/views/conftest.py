from __future__ import annotations

import pytest

from tests.widgets.conftest import catalog_with_texts

__all__ = ["catalog_with_texts"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-pictures",
        action="store_true",
        help="store the figures as they are drawn now (tests/views)",
    )
