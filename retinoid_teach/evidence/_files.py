"""Find the files that are meant as tables and would be passed over: another name, ending or place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ._plan import Plan
from ._reader import inside
from .contract import FILE, Table
from .errors import Fault
from .names import Hints

_MOST_FILES = 5000
_DEEPEST = 4
_PEEKED = 2000
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
_TEXTS = (".csv.txt", ".csv.csv", ".txt", ".tsv", ".csv")
_COPY = re.compile(
    r"^(?:copy of |kopie von |copie de |copia de )|"
    r"(?:[ _-]+(?:copy|kopie|copie|copia)| ?\([0-9]{1,3}\)| [0-9]{1,3})$"
)
"""What systems add to the name of a file that is copied or fetched again."""


@dataclass(frozen=True, slots=True)
class Strange:
    """A file that is not read, and the table that it seems to be; blank where it is none that is known."""

    fault: Fault
    table: str = ""


def strange_files(folder: Path, plan: Plan) -> Iterator[Strange]:
    """Find the files of a folder that would be passed over in silence."""
    read = {str(PurePosixPath(table.path)): table for table in plan.own if _is_there(folder, table)}
    present = {table.name for table in read.values()}
    stems = {_stem(PurePosixPath(table.path).name)[0]: table for table in plan.contract.tables.values()}
    places = {
        PurePosixPath(table.path).parent for table in plan.contract.tables.values() if inside(table.path)
    }
    deeper: dict[PurePosixPath, list[str]] = {}
    hints = Hints()
    for path in _paths(folder):
        stem, ending = _stem(path.name)
        table = stems.get(stem)
        if str(path) in read:
            continue
        if len(path.parts) > 1 and path.parent not in places:
            if table and ending == ".csv":
                deeper.setdefault(_folder_of(path, table), []).append(table.name)
        elif table is None and ending.endswith(".csv"):
            yield Strange(_unknown(path, stem, stems, hints))
        elif table:
            yield from _named_like(folder, path, ending, table, present)
    if not present:
        for place, names in deeper.items():
            yield Strange(_too_deep(place, names), names[0])


def _named_like(
    folder: Path, path: PurePosixPath, ending: str, table: Table, present: Collection[str]
) -> Iterator[Strange]:
    """Judge a file that has the name of a table, where tables are."""
    if table.name not in present:
        if _is_meant(folder, path, ending, table):
            yield Strange(_misnamed(path, ending, table), table.name)
    elif ending == ".csv" and not _is_same(folder, path, table):
        yield Strange(_second(path, table))


def _folder_of(path: PurePosixPath, table: Table) -> PurePosixPath:
    """Return the folder that should have been named for a table to be found."""
    above = len(path.parts) - len(PurePosixPath(table.path).parts)
    if above > 0 and path.parts[above:] == PurePosixPath(table.path).parts:
        return PurePosixPath(*path.parts[:above])
    return path.parent


def _too_deep(place: PurePosixPath, names: list[str]) -> Fault:
    found = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
    said = f"no tables here: {found} would be found if the folder {place} were named instead"
    return Fault(str(place), None, None, None, said)


def _is_there(folder: Path, table: Table) -> bool:
    path = folder / table.path if inside(table.path) else None
    return path is not None and (path.exists() or path.is_symlink())


def _paths(folder: Path) -> Iterator[PurePosixPath]:
    """Yield the files of a folder by name, links to folders outside not followed."""
    ahead, seen, left = [PurePosixPath()], set(), _MOST_FILES
    while ahead:
        place = ahead.pop(0)
        try:
            real = (folder / place).resolve()
            names = sorted(entry.name for entry in real.iterdir()) if real.is_relative_to(folder) else []
        except (OSError, RuntimeError):
            continue
        if real in seen:
            continue
        seen.add(real)
        for name in names:
            left -= 1
            if name.startswith((".", "~$")) or left < 0:
                continue
            if not (real / name).is_dir():
                yield place / name
            elif len(place.parts) < _DEEPEST - 1:
                ahead.append(place / name)


def _stem(name: str) -> tuple[str, str]:
    """Part a name into its table and its ending, without what a copy adds and in small letters."""
    folded = name.casefold()
    ending = next(
        (one for one in (*_TEXTS, *_WORKBOOKS) if folded.endswith(one)), PurePosixPath(folded).suffix
    )
    stem = folded.removesuffix(ending).strip()
    while (shorter := _COPY.sub("", stem).strip()) != stem:
        stem = shorter
    return stem, ending


def _unknown(path: PurePosixPath, stem: str, stems: Mapping[str, Table], hints: Hints) -> Fault:
    match = hints.nearest(stem, "tables", lambda: sorted(stems))
    hint = f"did you mean {stems[match].path}?" if match else f"{FILE} says which files are"
    return Fault(str(path), None, None, None, f"the file of a table; {hint}")


def _second(path: PurePosixPath, table: Table) -> Fault:
    said = f"one file for the table {table.name}; {table.path} is read, so put this one into another folder"
    return Fault(str(path), None, None, None, said)


def _is_same(folder: Path, path: PurePosixPath, table: Table) -> bool:
    """Whether a system that does not tell capitals apart shows one file under two names."""
    try:
        same = path.name.casefold() == PurePosixPath(table.path).name.casefold()
        return (
            same
            and path.parent == PurePosixPath(table.path).parent
            and (folder / path).samefile(folder / table.path)
        )
    except OSError:
        return False


def _is_meant(folder: Path, path: PurePosixPath, ending: str, table: Table) -> bool:
    """Whether a file that is named like a table is one; of a text, its first line tells."""
    if ending.startswith(".csv") or ending in _WORKBOOKS:
        return True
    if ending not in (".txt", ".tsv", ""):
        return False
    try:
        real = (folder / path).resolve()
        if not real.is_relative_to(folder) or not real.is_file():
            return False
        with real.open("rb") as file:
            start = file.read(_PEEKED)
    except (OSError, RuntimeError):
        return False
    named = set(re.findall(r"\w+", start.decode("utf-8", errors="replace").partition("\n")[0]))
    return len(named.intersection(table.columns)) > 1


def _misnamed(path: PurePosixPath, ending: str, table: Table) -> Fault:
    name = PurePosixPath(table.path).name
    if ending in _WORKBOOKS:
        said = f"the file {name}; a workbook is not read, so save this sheet as 'CSV UTF-8' under that name"
    elif ending.startswith(".csv."):
        said = f"the name {name}; this one ends in {ending} (Windows hides the last ending until told not to)"
    elif ending != ".csv":
        said = f"the file {name}, with commas between the cells, as a spreadsheet saves it as 'CSV UTF-8'"
    elif path.name == name:
        places = " or ".join(dict.fromkeys((table.path, name)))
        said = f"this table as {places}"
    elif path.name.casefold() == name:
        said = f"the name {name}, in small letters"
    else:
        said = f"the name {name}; this one seems to be a copy"
    return Fault(str(path), None, None, None, said)
