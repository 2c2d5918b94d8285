"""Which records of a room can be changed after they were made."""

from __future__ import annotations

import pkgutil
from dataclasses import is_dataclass
from importlib import import_module
from types import ModuleType


def records(room: ModuleType) -> list[type]:
    modules = [import_module(f"{room.__name__}.{one.name}") for one in pkgutil.iter_modules(room.__path__)]
    return [
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and is_dataclass(one) and one.__module__ == module.__name__
    ]


def named(room: ModuleType, trait: str) -> set[str]:
    """Records that can be changed ("loose"), take any name ("open"), or equal only themselves ("own")."""
    found = {
        "loose": lambda one: not one.__dataclass_params__.frozen,
        "open": lambda one: "__slots__" not in vars(one),
        "own": lambda one: not one.__dataclass_params__.eq,
    }[trait]
    return {one.__name__ for one in records(room) if found(one)}
