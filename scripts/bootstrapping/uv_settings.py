"""What of a person's settings for uv counts here: how the network is reached, but not where packages go."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path


def settings_rule() -> list[str]:
    """Give uv's argument that leaves a person's settings out, where these name another place; else none.

    They are read otherwise, because they may name the only index, proxy or certificate that works here. No
    argument and no variable of uv's overrules the place.
    """
    return ["--no-config"] if any(map(_names_a_place, _files())) else []


def _files() -> Iterator[Path]:
    named = os.environ.get("UV_CONFIG_FILE")
    if named:
        yield Path(named)
        return
    homes = ("APPDATA", "PROGRAMDATA") if os.name == "nt" else ("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS")
    for home in homes:
        for folder in filter(None, os.environ.get(home, "").split(os.pathsep)):
            yield Path(folder, "uv", "uv.toml")
    if os.name != "nt":
        yield Path(os.path.expanduser("~/.config/uv/uv.toml"))  # noqa: PTH111 (the method may raise)
        yield Path("/etc/xdg/uv/uv.toml")
        yield Path("/etc/uv/uv.toml")


def _names_a_place(file: Path) -> bool:
    try:
        rules = tomllib.loads(file.read_text(encoding="utf-8")).get("pip")
    except (OSError, ValueError):  # uv says what is wrong with it; then pip is tried
        return False
    return isinstance(rules, dict) and not rules.keys().isdisjoint({"target", "prefix"})
