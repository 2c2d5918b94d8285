"""Where the data and the lessons are: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """Return the folder with the shipped ``datapackage.json``.

    Examples
    --------
    >>> (data_folder() / "datapackage.json").is_file()
    True
    """
    return _first_with("datapackage.json", _PACKAGE / "_data", _PACKAGE.parent / "data")


def lessons_folder() -> Path:
    """Return the folder with the shipped lessons."""
    return _first_with("00_start_here.ipynb", _PACKAGE / "_notebooks", _PACKAGE.parent / "notebooks")


def _first_with(name: str, *folders: Path) -> Path:
    for folder in folders:
        if (folder / name).is_file():
            return folder
    places = " or ".join(str(folder) for folder in folders)
    raise FileNotFoundError(
        f"{name} is neither in {places}. The installation is incomplete: install retinoid_teach again."
    )
