"""The folder of the lessons: put, renewed where a learner changed nothing, left where one did; trusted."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from retinoid_teach.cli import _put, _shipped
from retinoid_teach.cli._put import put_lessons, trust_lessons
from retinoid_teach.cli._shipped import digest, fit_to_python, is_shipped, shipped_digests
from retinoid_teach.evidence.place import lessons_folder

START, OTHER = "00_start_here.ipynb", "01_acne_and_grading.ipynb"
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs links and pipes")


@pytest.fixture(autouse=True)
def own_notary(monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def folder(tmp_path) -> Path:
    """The lessons as a learner gets them."""
    put_lessons(tmp_path / "lessons")
    return tmp_path / "lessons"


def _shipped_file(name: str = START) -> bytes:
    return (lessons_folder() / name).read_bytes()


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.iterdir()}


def _write(path: Path, notebook: Any) -> None:
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _is_trusted(content: bytes) -> bool:
    return bool(NotebookNotary().check_signature(nbformat.reads(content.decode(), as_version=4)))


def test_the_digests_are_those_of_the_lessons():
    there = {path.name: digest(path.read_bytes()) for path in sorted(lessons_folder().glob("*.ipynb"))}
    there["glossary.md"] = digest(_shipped_file("glossary.md"))
    assert shipped_digests() == there, "run make lessons"
    for name in there:
        content = _shipped_file(name)
        assert {(name, mark) for mark in _shipped.marks(name, content)} <= _shipped.shipped_before(), name


def test_every_file_is_put_and_every_lesson_trusted(folder):
    trust_lessons()
    assert sorted(path.name for path in folder.iterdir()) == sorted(shipped_digests())
    for name in shipped_digests():
        content = (folder / name).read_bytes()
        assert is_shipped(name, content), name
        assert not name.endswith(".ipynb") or _is_trusted(content), name
    assert _is_trusted(_shipped_file()), "copied by a hub, not by this command"


def test_a_lesson_is_put_as_jupyterlab_would_write_it_with_this_python(folder):
    """JupyterLab writes the kernel's version into a lesson when it opens it, and calls it unsaved."""
    for path in folder.glob("*.ipynb"):
        language = json.loads(path.read_bytes())["metadata"]["language_info"]
        assert language["version"] == sys.version.split()[0]
        text = nbformat.writes(nbformat.read(path, as_version=4)) + "\n"
        assert path.read_bytes() == text.encode("utf-8")


def test_putting_twice_changes_nothing_and_says_nothing(folder, capsys):
    before = _stamps(folder)
    put_lessons(folder)
    assert _stamps(folder) == before
    assert capsys.readouterr().out == ""


def test_a_lesson_that_was_deleted_comes_back(folder):
    (folder / START).unlink()
    put_lessons(folder)
    assert is_shipped(START, (folder / START).read_bytes())


def test_the_packages_own_folder_is_only_trusted():
    before = _stamps(lessons_folder())
    put_lessons(lessons_folder())
    assert _stamps(lessons_folder()) == before


def _ran(notebook: Any) -> None:
    notebook["cells"][3]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "mine"}]


def _looked_at(notebook: Any) -> None:
    notebook["metadata"]["language_info"] = {"name": "python", "version": "3.11.0"}
    notebook["metadata"]["widgets"] = {}


def _folded(notebook: Any) -> None:
    notebook["cells"][0]["metadata"]["collapsed"] = True


def _wrote_the_source_as_text(notebook: Any) -> None:
    notebook["cells"][0]["source"] = "".join(notebook["cells"][0]["source"])


@pytest.mark.parametrize("use", [_ran, _looked_at, _folded, _wrote_the_source_as_text])
def test_a_lesson_that_was_only_used_is_left_and_not_called_changed(use, folder, capsys):
    notebook = json.loads((folder / START).read_bytes())
    use(notebook)
    _write(folder / START, notebook)
    before = (folder / START).read_bytes()
    put_lessons(folder)
    assert (folder / START).read_bytes() == before
    assert capsys.readouterr().out == ""


def _added(notebook: Any) -> None:
    notebook["cells"].append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "My words."})


def _edited(notebook: Any) -> None:
    notebook["cells"][0]["source"] = "1"


def _removed(notebook: Any) -> None:
    del notebook["cells"][5]


@pytest.mark.parametrize("change", [_added, _edited, _removed])
def test_a_changed_lesson_is_left_alone_and_not_trusted(change, folder, capsys):
    notebook = json.loads((folder / START).read_bytes())
    change(notebook)
    _write(folder / START, notebook)
    before = (folder / START).read_bytes()
    put_lessons(folder)
    trust_lessons()
    assert (folder / START).read_bytes() == before
    assert not _is_trusted(before)
    assert f"{START} has been changed; it is left as it is." in capsys.readouterr().out


@pytest.mark.parametrize(
    "content", [b"", b"not a notebook", b"{}", b'{"cells": 3, "metadata": {}}', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_lesson_is_left_alone(content, folder, capsys):
    (folder / START).write_bytes(content)
    put_lessons(folder)
    assert (folder / START).read_bytes() == content
    assert f"{START} has been changed" in capsys.readouterr().out


@pytest.fixture
def earlier(folder, monkeypatch) -> Any:
    """A lesson of an earlier version lies in the folder: untouched, unless it is then changed."""
    notebook = json.loads(_shipped_file())
    notebook["cells"][1]["source"] = ["An earlier text."]
    content = _shipped._written(notebook)
    known = {(START, mark) for mark in _shipped.marks(START, content)}
    monkeypatch.setattr(_shipped, "shipped_before", lambda real=_shipped.shipped_before: real() | known)
    (folder / START).write_bytes(fit_to_python(START, content))
    return notebook


def test_an_untouched_lesson_of_an_earlier_version_is_renewed(earlier, folder, capsys):
    put_lessons(folder)
    assert is_shipped(START, (folder / START).read_bytes())
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("use", [_ran, _looked_at])
def test_an_earlier_lesson_that_was_only_used_is_renewed_and_it_is_said(use, earlier, folder, capsys):
    use(earlier)
    _write(folder / START, earlier)
    put_lessons(folder)
    assert is_shipped(START, (folder / START).read_bytes())
    assert f"{START} was of an earlier version" in capsys.readouterr().out


def test_an_earlier_lesson_that_was_changed_is_left_and_it_is_said(earlier, folder, capsys):
    _added(earlier)
    _write(folder / START, earlier)
    before = (folder / START).read_bytes()
    put_lessons(folder)
    assert (folder / START).read_bytes() == before
    assert f"{START} has been changed" in capsys.readouterr().out


def test_another_python_is_no_change(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version", "3.99.1 (main)")
    put_lessons(folder)
    assert json.loads((folder / START).read_bytes())["metadata"]["language_info"]["version"] == "3.99.1"
    assert capsys.readouterr().out == ""


def test_a_glossary_of_ones_own_is_left(folder, capsys):
    (folder / "glossary.md").write_text("# Mine\n", encoding="utf-8")
    put_lessons(folder)
    assert (folder / "glossary.md").read_text(encoding="utf-8") == "# Mine\n"
    assert "glossary.md has been changed" in capsys.readouterr().out


def test_new_digests_are_added_to_those_known(tmp_path, monkeypatch):
    monkeypatch.setattr(_shipped, "DIGESTS", tmp_path / "lessons.sha256")
    monkeypatch.setattr(_shipped, "EARLIER", tmp_path / "lessons.earlier")
    (tmp_path / "lessons.earlier").write_text("0123456789abcdef  00_a.ipynb\n", encoding="utf-8")
    (tmp_path / "glossary.md").write_text("words", encoding="utf-8")
    (tmp_path / "00_a.ipynb").write_bytes(_shipped_file())
    _shipped.renew_digests(tmp_path)
    first = (tmp_path / "lessons.earlier").read_bytes()
    assert first.count(b"\n") == 4
    assert b"0123456789abcdef  00_a.ipynb\n" in first
    _shipped.renew_digests(tmp_path)
    assert (tmp_path / "lessons.earlier").read_bytes() == first
    assert list(shipped_digests()) == ["00_a.ipynb", "glossary.md"]


def test_trust_reads_nothing_of_the_folder_and_signs_no_changed_package(tmp_path, monkeypatch):
    """The file was hashed, then read again to be signed: what was put there between the two was signed."""
    changed = json.loads(_shipped_file())
    changed["cells"][3]["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<img src=x onerror=alert(1)>"}}
    ]
    content = _shipped._written(changed)
    monkeypatch.setattr(_put, "_packaged", lambda: {START: content, OTHER: _shipped_file(OTHER)})
    trust_lessons()
    assert not _is_trusted(content)
    assert _is_trusted(_shipped_file(OTHER))


@POSIX
@pytest.mark.parametrize("planted", ["half", "dangling", "link"])
def test_a_planted_link_leads_to_no_file_outside(planted, tmp_path):
    folder, victim = tmp_path / "shared", tmp_path / "victim.txt"
    folder.mkdir()
    victim.write_text("mine", encoding="utf-8")
    link = folder / ("00_start_here.half" if planted == "half" else START)
    link.symlink_to(tmp_path / "nothing" if planted == "dangling" else victim)
    put_lessons(folder)
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "nothing").exists()
    assert is_shipped(OTHER, (folder / OTHER).read_bytes())


@POSIX
@pytest.mark.parametrize("name", [START, "glossary.md"])
def test_a_pipe_in_a_lessons_place_does_not_hang(name, tmp_path, capsys):
    folder = tmp_path / "shared"
    folder.mkdir()
    os.mkfifo(folder / name)
    put_lessons(folder)
    assert f"{name} cannot be read (it is no file of its own)" in capsys.readouterr().out
