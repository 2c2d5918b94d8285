"""The catalog whose tables of questions a test writes itself, as the tests of `learning` have it."""

from __future__ import annotations

from tests.learning.conftest import catalog_with

__all__ = ["catalog_with"]
