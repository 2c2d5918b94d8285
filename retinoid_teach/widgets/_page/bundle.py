"""Join the small ES modules of the wings into the one module that a widget carries.

An anywidget is one ES module, and so is the script of a one-file handout. People read and test small
parts. This joiner replaces a build step with three rules that every part keeps (an error says which
one is broken, and where):

1. an import is one line, ``import { a, b } from "./part.js";``, and never renames;
2. an export is a declaration, ``export function a(…)`` or ``export const a = …``;
3. a name declared at the left margin is unique among the parts of one bundle.

A fourth keeps the result small: a text never runs over several lines, so that indentation and lines
that hold only a comment can be left out.

A part with a ``render`` ends as a widget whose state a notebook keeps (``lasting.js``).

What others wrote stands in ``vendor/NAME/`` as they publish it, beside its ``LICENSE``: a script that
declares one name, ``var a=…``. It is joined unread, and its licence goes with it as a comment.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["STATIC", "BundleError", "module", "style"]

STATIC = Path(__file__).parents[1]
WIDGET_END = "export default { render: lasting(render) };"
_LASTING = "_page/lasting.js"

_IMPORT = re.compile(r'import \{ ([\w$]+(?:, [\w$]+)*) \} from "(\.\.?/(?:[\w-]+/)*[\w-]+\.js)";$')
_VENDORED = re.compile(r"(?:/\*(?:(?!\*/).)*\*/\s*)?var ([\w$]+)=", re.DOTALL)
_EXPORT = re.compile(r"export (?=(?:async )?function\b|const\b|class\b)")
_DECLARED = re.compile(r"(export )?(?:async function\*?|function\*?|const|let|class) ([\w$]+)")
_COMMENT_BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_COMMENT_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_CSS_COMMENT = re.compile(r"[ \t]*/\*.*?\*/", re.DOTALL)
_CSS_SPACE = re.compile(r"\s*([{};,])\s*|(?<=:)\s+")


class BundleError(ValueError):
    """A part that cannot be joined; the message names the file, the line and the repair."""


@dataclass(frozen=True)
class _Part:
    """One ES module: what it takes, what it declares, and its text without either keyword."""

    name: str
    imports: dict[str, tuple[str, ...]]
    declared: tuple[str, ...]
    exported: tuple[str, ...]
    body: str


def module(entry: str, folder: Path = STATIC) -> str:
    """Join a part and everything it imports into one ES module.

    Parameters
    ----------
    entry : str
        Path of the part that begins the bundle, such as ``"_explorer/explorer.js"``.
    folder : Path, optional
        Where the parts are; the widgets' own folder unless said.

    Returns
    -------
    str
        The module. It exports what `entry` exports; a part with a ``render`` ends as an anywidget
        does, with a default export that has it.

    Raises
    ------
    BundleError
        If a part is missing, breaks a rule of this module, or imports itself by a detour.

    Examples
    --------
    >>> "function element(" in module("_page/dom.js")
    True
    """
    return _module(entry, folder)


def style(*names: str, folder: Path = STATIC) -> str:
    """Join style sheets in the order given, without their comments.

    Parameters
    ----------
    *names : str
        Paths, such as ``"_page/theme.css"``, ``"_explorer/explorer.css"``.
    folder : Path, optional
        Where the sheets are; the widgets' own folder unless said.

    Returns
    -------
    str
        One style sheet.

    Raises
    ------
    BundleError
        If a sheet is missing or asks for another file.

    Examples
    --------
    >>> "--rt-text" in style("_page/theme.css")
    True
    """
    return _style(names, folder)


@cache
def _module(entry: str, folder: Path) -> str:
    parts: dict[str, _Part] = {}
    _collect(entry, folder, parts, trail=())
    exported = parts[entry].exported
    if "render" in exported:
        _collect(_LASTING, STATIC, parts, trail=())
    _check_names(parts)
    body = "\n".join(part.body.strip("\n") for part in parts.values())
    others = [name for name in exported if name != "render"]
    ending = [WIDGET_END] if "render" in exported else []
    if others:
        ending.append(f"export {{ {', '.join(others)} }};")
    return "\n".join([body, *ending]) + "\n"


@cache
def _style(names: tuple[str, ...], folder: Path) -> str:
    sheets = [_CSS_COMMENT.sub("", _read(name, folder)) for name in names]
    for name, sheet in zip(names, sheets, strict=True):
        if "@import" in sheet or "url(" in sheet:
            raise BundleError(f"{name}: a sheet of a bundle loads no other file; remove @import and url().")
    return "\n".join(_squeezed(sheet) for sheet in sheets) + "\n"


def _squeezed(sheet: str) -> str:
    """A sheet without the white space that only people need."""
    return _CSS_SPACE.sub(lambda found: found[1] or "", sheet).replace(";}", "}").strip()


def _collect(name: str, folder: Path, parts: dict[str, _Part], trail: tuple[str, ...]) -> None:
    """Put `name` into `parts` after everything that it imports."""
    if name in trail:
        raise BundleError(f"parts import each other in a circle: {' > '.join([*trail, name])}.")
    if name in parts:
        return
    part = _vendored(name, folder) if "vendor" in name.split("/") else _parse(name, _read(name, folder))
    for other, wanted in part.imports.items():
        _collect(other, folder, parts, (*trail, name))
        missing = [word for word in wanted if word not in parts[other].exported]
        if missing:
            raise BundleError(f"{name}: {other} does not export {', '.join(missing)}.")
    parts[name] = part


def _read(name: str, folder: Path) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except OSError as error:
        raise BundleError(f"{name}: cannot be read in {folder.name}/ ({error.strerror}).") from error


def _parse(name: str, text: str) -> _Part:
    imports: dict[str, tuple[str, ...]] = {}
    declared: list[str] = []
    exported: list[str] = []
    kept: list[str] = []
    for number, line in _lines_without_comments(text):
        if line.startswith("import"):
            words, other = _import(name, number, line)
            imports[other] = imports.get(other, ()) + words
            continue
        _check_line(name, number, line)
        found = _DECLARED.match(line)
        if found:
            declared.append(found[2])
            exported.extend([found[2]] if found[1] else [])
        kept.append(_EXPORT.sub("", line, count=1) if line.startswith("export") else line)
    return _Part(name, imports, tuple(declared), tuple(exported), "\n".join(line.strip() for line in kept))


def _vendored(name: str, folder: Path) -> _Part:
    """A script of others, as it is, after its licence."""
    text, licence = _read(name, folder), _read(f"{name.rpartition('/')[0]}/LICENSE", folder)
    found = _VENDORED.match(text)
    if found is None:
        raise BundleError(f"{name}: a vendored script declares one name, as var a=…; found {text[:40]!r}.")
    if "*/" in licence:
        raise BundleError(f"{name}: its LICENSE cannot stand in a comment, for it holds */.")
    return _Part(name, {}, (found[1],), (found[1],), f"/*!\n{licence.strip()}\n*/\n{text.strip()}")


def _lines_without_comments(text: str) -> list[tuple[int, str]]:
    """Lines that are code, with the numbers that they have in the file."""
    blank = _COMMENT_BLOCK.sub(lambda found: "\n" * found[0].count("\n"), text)
    blank = _COMMENT_LINE.sub("\n", blank)
    return [
        (number, line.rstrip()) for number, line in enumerate(blank.splitlines(), start=1) if line.strip()
    ]


def _import(name: str, number: int, line: str) -> tuple[tuple[str, ...], str]:
    found = _IMPORT.match(line)
    if found is None:
        raise BundleError(
            f'{name}, line {number}: write an import as import {{ a, b }} from "./part.js"; on one line; '
            f"found {line.strip()!r}."
        )
    return tuple(found[1].split(", ")), posixpath.normpath(posixpath.join(posixpath.dirname(name), found[2]))


def _check_line(name: str, number: int, line: str) -> None:
    if line.startswith("export") and not _EXPORT.match(line):
        raise BundleError(
            f"{name}, line {number}: write an export as export function a() or export const a; "
            f"found {line.strip()!r}."
        )
    if line.count("`") % 2:
        raise BundleError(f"{name}, line {number}: a text in backticks must end on the line it begins.")


def _check_names(parts: dict[str, _Part]) -> None:
    owner: dict[str, str] = {}
    for part in parts.values():
        for name in part.declared:
            if name in owner:
                raise BundleError(
                    f"{name} is declared in {owner[name]} and in {part.name}; rename one of them."
                )
            owner[name] = part.name
