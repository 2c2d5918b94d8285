"""Folders and files that are not opened: none is followed out of the folder, none keeps us waiting."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from retinoid_teach.evidence import open_data, shipped
from tests.evidence.folders import DESCRIPTOR, faults_of, first, only_fault, own
from tests.evidence.mutations import sheet


@pytest.mark.parametrize("folder", ["", "  ", None, 7, [], b"data"])
def test_no_name_of_a_folder(folder: Any) -> None:
    with pytest.raises(ValueError, match=r"folder: .* is not the name of a folder"):
        open_data(folder)


@pytest.mark.parametrize(
    ("name", "why"),
    [("nowhere", "it is not there"), ("nul\0", "it is not there"), ("x" * 5000, "File name too long")],
)
def test_no_folder(name: str, why: str, tmp_path: Path) -> None:
    assert only_fault(tmp_path / name).expected == f"a folder with tables; {why}"


def test_the_home_of_nobody() -> None:
    fault = only_fault(Path("~no-such-user/data"))
    assert fault.expected.startswith("a folder with tables; ")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "options.csv"
    path.write_bytes(sheet("options").data)
    assert only_fault(path).expected == "a folder with tables; this is a file"


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "at least one table" in only_fault(tmp_path).expected


def test_a_misspelt_file_name_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_bytes(sheet("sources").data)
    (tmp_path / "clinical").mkdir()
    (tmp_path / "clinical" / "optoins.csv").write_bytes(sheet("options").data)
    fault = only_fault(tmp_path)
    assert fault.file == "clinical/optoins.csv"
    assert "did you mean clinical/options.csv?" in fault.expected


def test_the_same_table_twice(tmp_path: Path) -> None:
    (tmp_path / "clinical").mkdir()
    for path in ("options.csv", "clinical/options.csv"):
        (tmp_path / path).write_bytes(sheet("options").data)
    assert only_fault(tmp_path).file == "options.csv"


# Files that are not opened


OUTSIDE = [
    "../options.csv",
    "clinical/../../options.csv",
    "/etc/passwd",
    "~/options.csv",
    "C:\\options.csv",
    "..\\options.csv",
    "file:///etc/passwd",
    "https://example.org/options.csv",
    "options\0.csv",
    "options\ud800.csv",
    ".",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_out_of_the_folder_is_not_followed(path: str, tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").data)
    folder = own(tmp_path / "mine", "options", change=lambda document: first(document).update(path=path))
    shutil.rmtree(folder / "clinical")
    fault = only_fault(folder)
    assert (fault.file, fault.column, fault.value) == (DESCRIPTOR, "path", path)
    assert fault.expected == "a path inside the data folder"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "secret.csv").write_bytes(sheet("options").data)
    (tmp_path / "mine" / "options.csv").symlink_to(tmp_path / "secret.csv")
    fault = only_fault(tmp_path / "mine")
    assert (fault.file, fault.value) == ("options.csv", None)
    assert "this link leads out of it" in fault.expected


def test_a_linked_folder_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    shutil.copytree(shipped().folder / "clinical", tmp_path / "clinical")
    (tmp_path / "clinical" / "private.csv").touch()
    (tmp_path / "mine" / "clinical").symlink_to("../clinical")
    faults = faults_of(tmp_path / "mine")
    assert "private" not in str(faults)
    assert {fault.expected for fault in faults} == {
        "a file inside the data folder; this link leads out of it"
    }


def test_a_linked_contract_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / DESCRIPTOR).symlink_to(shipped().folder / DESCRIPTOR)
    assert "this link leads out of it" in only_fault(tmp_path).expected


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "version 2.txt").write_bytes(sheet("options").data)
    (tmp_path / "options.csv").symlink_to("version 2.txt")
    assert "options" not in open_data(tmp_path).borrowed


def test_a_linked_data_folder_is_opened(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "options.csv").write_bytes(sheet("options").data)
    (tmp_path / "mine").symlink_to("real")
    assert "options" not in open_data(tmp_path / "mine").borrowed


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "options.csv").symlink_to("gone.csv")
    (tmp_path / "sources.csv").symlink_to("sources.csv")
    options, sources = faults_of(tmp_path)
    assert options.expected == "this file; it is not there"
    assert sources.expected.startswith("a file that can be read (")


def test_a_missing_file_of_the_own_contract(tmp_path: Path) -> None:
    own(tmp_path, "options", "sources")
    (tmp_path / "sources.csv").unlink()
    fault = only_fault(tmp_path)
    assert (fault.file, fault.expected) == ("sources.csv", "this file; it is not there")


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "options.csv").mkdir()
    assert only_fault(tmp_path).expected == "a file; this is a folder or a device"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_keep_us_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "options.csv")
    assert only_fault(tmp_path).expected == "a file; this is a folder or a device"


def test_a_file_beyond_all_measure(tmp_path: Path) -> None:
    with (tmp_path / "options.csv").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert only_fault(tmp_path).expected.startswith("at most 67108864 bytes")


@pytest.mark.skipif(sys.platform == "win32", reason="other rights on this system")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "options.csv"
    path.write_bytes(sheet("options").data)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert only_fault(tmp_path).expected == "a file that can be read (Permission denied)"


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").data)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert only_fault(tmp_path).expected == "a file that can be read (Permission denied)"
