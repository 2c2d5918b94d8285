"""`make lock`: what can be told without asking an index."""

from __future__ import annotations

import pytest

from bootstrapping import lock
from bootstrapping.trouble import Trouble
from tests.package.tree import ROOT


def test_the_locks_package_names_are_found():
    text = "anyio==4.0 \\\n    --hash=sha256:0\n    # via x==1\nzipp==1 ; python_version < '4'\n"
    assert lock.package_names(text) == ["anyio", "zipp"]


def test_making_locks_without_uv_is_a_sentence(monkeypatch):
    monkeypatch.setattr(lock.shutil, "which", lambda name: None)
    with pytest.raises(Trouble, match="needs uv: install it"):
        lock.make_locks(ROOT, [])
