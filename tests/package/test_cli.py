"""The commands: what they print, and with which status they end."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys

import pytest

from retinoid_teach.cli import main
from retinoid_teach.evidence import shipped
from tests.package.tree import ROOT, project


def test_it_runs_as_a_module():
    command = [sys.executable, "-m", "retinoid_teach.cli", "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout.strip()) == (
        0,
        f"retinoid-teach {project()['project']['version']}",
    )


@pytest.mark.parametrize("command", [[], ["lab"], ["check-data"], ["handout"]], ids=" ".join)
def test_help_has_an_example(command, capsys):
    assert main([*command, "--help"]) == 0
    assert f"Example: retinoid-teach {' '.join(command)}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [[], ["labb"], ["check-data"], ["handout"], ["lab", "a", "b"], ["check-data", ".", "--read"]],
    ids=" ".join,
)
def test_wrong_use_is_status_2_and_shows_the_usage(wrong, capsys):
    assert main(wrong) == 2
    assert "usage: retinoid-teach" in capsys.readouterr().err


def test_only_lab_takes_arguments_for_jupyterlab(capsys):
    assert main(["check-data", ".", "--", "--no-browser"]) == 2
    assert capsys.readouterr().err == "Only `lab` takes arguments after `--`; check-data does not.\n"


def test_check_data_of_the_shipped_data(capsys):
    assert main(["check-data", str(shipped().folder)]) == 0
    assert capsys.readouterr().out.startswith("No fault: ")


def test_check_data_lists_the_unread_rows(capsys):
    assert main(["check-data", str(shipped().folder), "--unread"]) == 0
    _, *rows, last = capsys.readouterr().out.splitlines()
    unread = [row for name in shipped().names for row in shipped().rows(name) if row.get("basis") == "unread"]
    assert len(rows) == len(unread) > 0
    assert last.startswith(f"{len(unread)} unread.")


def test_check_data_prints_one_line_for_each_fault(tmp_path, capsys):
    folder = tmp_path / "data"
    shutil.copytree(shipped().folder, folder)
    options = folder / "clinical" / "options.csv"
    lines = options.read_text(encoding="utf-8").splitlines(keepends=True)
    options.write_text("".join([*lines, lines[-1], lines[-2]]), encoding="utf-8", newline="\n")
    assert main(["check-data", str(folder)]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) >= 2
    assert all(line.startswith("clinical/options.csv, row ") for line in said.out.splitlines())
    assert said.err == f"{len(said.out.splitlines())} faults.\n"


def test_check_data_spells_out_regimens_that_are_made_of_each_other(tmp_path, capsys):
    """They passed, and then every decision about them ended in a RecursionError."""
    with (shipped().folder / "clinical" / "options.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    parts = {"adapalene": "bpo", "bpo": "azelaic_acid|adapalene"}
    for row in rows:
        row[header.index("parts")] = parts.get(row[0], row[header.index("parts")])
    with (tmp_path / "options.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    assert main(["check-data", str(tmp_path)]) == 1
    said = capsys.readouterr()
    line = 2 + next(at for at, row in enumerate(rows) if row[0] == "adapalene")
    assert said.out == (
        f"options.csv, row {line}, column parts: found 'bpo'; "
        "expected parts that do not lead back to the option: adapalene → bpo → adapalene\n"
    )
    assert said.err == "1 fault.\n"


def test_check_data_of_no_folder(tmp_path, capsys):
    assert main(["check-data", str(tmp_path / "nothing")]) == 2
    assert capsys.readouterr().err.startswith("There is no folder ")


def test_check_data_of_a_file(tmp_path, capsys):
    (tmp_path / "options.csv").touch()
    assert main(["check-data", str(tmp_path / "options.csv")]) == 2
    assert "options.csv is a file: name the folder that holds your tables." in capsys.readouterr().err


def test_check_data_counts_one_table_as_one(tmp_path, capsys):
    shutil.copy(shipped().folder / "clinical" / "options.csv", tmp_path)
    assert main(["check-data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"No fault: 1 table, {len(shipped().rows('options'))} rows.\n"


def test_what_is_for_jupyterlab_is_told_where_it_belongs(tmp_path, capsys):
    assert main(["lab", str(tmp_path), "--port=9000"]) == 2
    assert "retinoid-teach lab FOLDER -- --port=9000" in capsys.readouterr().err
    assert main(["check-data", str(tmp_path), "--port=9000"]) == 2
    assert "JupyterLab" not in capsys.readouterr().err


def test_check_data_of_an_empty_folder_is_a_fault(tmp_path, capsys):
    assert main(["check-data", str(tmp_path)]) == 1
    assert "datapackage.json" in capsys.readouterr().out


def test_handout_is_one_page(tmp_path, capsys):
    file = tmp_path / "explorer.html"
    assert main(["handout", str(file)]) == 0
    assert "needs no network" in capsys.readouterr().out
    assert file.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")


def test_handout_is_never_written_over_a_file(tmp_path, capsys):
    file = tmp_path / "mine.html"
    file.write_text("mine", encoding="utf-8")
    assert main(["handout", str(file)]) == 2
    assert "--force" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"
    assert main(["handout", str(file), "--force"]) == 0
    assert file.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "is a folder"), ("no/page.html", "There is no folder"), ("x.txt", "x.html."), ("x", "x.html.")],
)
def test_handout_to_where_it_cannot_go(name, said, tmp_path, capsys):
    assert main(["handout", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions, and links need a right")
def test_a_file_written_over_keeps_its_readers_and_its_link(tmp_path):
    file, link = tmp_path / "questions.csv", tmp_path / "link.csv"
    file.write_text("mine", encoding="utf-8")
    file.chmod(0o600)
    link.symlink_to(file)
    assert main(["export", "csv", str(link), "--force"]) == 0
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text(encoding="utf-8") != "mine"


FULL_DISK = """
import resource, signal, sys
from retinoid_teach.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of a file")
@pytest.mark.parametrize("command", [["handout", "page.html"], ["export", "csv", "page.html"]])
def test_a_full_disk_costs_nothing_and_is_a_sentence(command, tmp_path):
    """What stood in the file stays there whole, and no half of the new one is left beside it."""
    file = tmp_path / "page.html"
    file.write_text("mine" * 200, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, *command, "--force"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "page.html could not be used: File too large.\n")
    assert file.read_text(encoding="utf-8") == "mine" * 200
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
