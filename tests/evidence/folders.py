"""Folders of a teacher's own, made for a test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from retinoid_teach.evidence import DataError, Fault, open_data, shipped

DESCRIPTOR = "datapackage.json"


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as caught:
        open_data(folder)
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    return caught.value.faults


def only_fault(folder: Path) -> Fault:
    (fault,) = faults_of(folder)
    return fault


def own(
    folder: Path, *names: str, change: Callable[[dict[str, Any]], object] = lambda document: None
) -> Path:
    """Make a folder with its own contract for these tables and copies of their files."""
    document = json.loads((shipped().folder / DESCRIPTOR).read_text(encoding="utf-8"))
    document["title"] = "My tables"
    document["resources"] = [one for one in document["resources"] if one["name"] in names]
    for name in names:
        target = folder / shipped().table(name).path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped().folder / shipped().table(name).path, target)
    change(document)
    (folder / DESCRIPTOR).write_text(json.dumps(document), encoding="utf-8")
    return folder


def first(document: dict[str, Any]) -> dict[str, Any]:
    resource: dict[str, Any] = document["resources"][0]
    return resource


def column(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in first(document)["schema"]["fields"] if one["name"] == name)
    return found
