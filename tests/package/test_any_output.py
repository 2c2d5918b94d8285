"""What a command prints reaches a file, a pipe or an old terminal, whatever letters these know.

`PYTHONIOENCODING` names what Windows takes where the output is no window: its code page.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys

import pytest

from bootstrapping import streams
from retinoid_teach.cli import _streams
from retinoid_teach.evidence import shipped
from tests.learning.past import answer_line, write_answers
from tests.package.tree import ROOT

OUTPUTS = {
    "western Windows": {"PYTHONIOENCODING": "cp1252"},
    "old terminal": {"PYTHONIOENCODING": "cp437"},
    "Turkish Windows": {"PYTHONIOENCODING": "cp1254"},
    "no UTF-8 at all": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}
# One that no code page has, one that some have, and what a terminal shows of a face.
STRANGE = "Łukasz → ü 🙂"


def run(*arguments, **more):
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "retinoid_teach.cli", *map(str, arguments)],
        env=variables | {"PYTHONPATH": str(ROOT)} | more, capture_output=True, check=False,
    )  # fmt: skip


def no_traceback(done, status):
    assert done.returncode == status, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Unicode" not in done.stderr


@pytest.fixture
def faulty(tmp_path):
    """A data folder with a cell of letters that few code pages have."""
    with (shipped().folder / "clinical" / "options.csv").open(encoding="utf-8", newline="") as file:
        header, first, *rows = csv.reader(file)
    first[header.index("parts")] = STRANGE
    folder = tmp_path / STRANGE
    folder.mkdir()
    with (folder / "options.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, first, *rows])
    return folder


@pytest.mark.parametrize("output", OUTPUTS)
def test_check_data_names_a_fault_in_any_letters(output, faulty):
    done = run("check-data", faulty, **OUTPUTS[output])
    no_traceback(done, 1)
    assert b"options.csv, row 2, column parts: found '\\u0141ukasz " in done.stdout
    assert b"fault" in done.stderr


def test_class_summary_writes_the_gradebook_of_a_learner_of_any_name(tmp_path):
    """It stopped at the name on the screen, before it had written the file."""
    handed_in, gradebook = tmp_path / "handed-in", tmp_path / f"{STRANGE}.csv"
    write_answers(handed_in, "x", answer_line(1)).rename(handed_in / f"{STRANGE}.jsonl")
    done = run("class-summary", handed_in, "--csv", gradebook, **OUTPUTS["western Windows"])
    no_traceback(done, 0)
    assert b"\\u0141ukasz \\u2192 \xfc \\U0001f642" in done.stdout
    assert STRANGE in gradebook.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("output", OUTPUTS)
def test_progress_where_names_a_folder_of_any_name(output, tmp_path):
    home = tmp_path / STRANGE
    done = run("progress", "--where", **OUTPUTS[output], RETINOID_TEACH_HOME=str(home))
    no_traceback(done, 0)
    if output == "no UTF-8 at all":  # its bytes are printed as they are, so that the path can be used
        assert done.stdout == os.fsencode(home / "progress") + b"\n"
    else:
        assert b"\\u0141ukasz" in done.stdout


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (["export", "csv"], "western Windows"),
        (["export", "anki"], "no UTF-8 at all"),
        (["handout"], "old terminal"),
        (["exercises", "--lesson", "01_acne_and_grading"], "Turkish Windows"),
        (["progress", "--export"], "no UTF-8 at all"),
    ],
)
def test_every_file_is_the_same_under_any_encoding(command, output, tmp_path):
    endings = {"csv": ".csv", "anki": ".apkg", "handout": ".html", "--export": ".csv"}
    written = []
    for name, more in ((STRANGE, OUTPUTS[output]), ("plain", {"PYTHONUTF8": "1"})):
        file = tmp_path / f"{name}{endings.get(command[-1], '')}"
        no_traceback(run(*command, file, **more), 0)
        found = [file] if file.is_file() else sorted(one for one in file.rglob("*") if one.is_file())
        written.append([one.read_bytes() for one in found])
    # An Anki file holds the time at which it was made.
    assert written[0] == written[1] or command[-1] == "anki"
    assert written[0]


def test_an_unknown_argument_of_any_letters_is_a_sentence():
    done = run("check-data", ".", f"--{STRANGE}", **OUTPUTS["western Windows"])
    no_traceback(done, 2)
    assert b"unrecognized arguments" in done.stderr


@pytest.mark.parametrize("module", [streams, _streams])
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8", "shift_jis"])
def test_an_output_takes_any_letter_from_then_on(module, encoding, monkeypatch):
    outputs = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict") for _ in range(2)]
    monkeypatch.setattr(sys, "stdout", outputs[0])
    monkeypatch.setattr(sys, "stderr", outputs[1])
    module.print_any_letter()
    for output in outputs:
        output.write(f"{STRANGE} \udcfc\n")
        output.flush()
        assert output.buffer.getvalue().endswith(b"\n")


@pytest.mark.parametrize("module", [streams, _streams])
def test_an_output_of_another_kind_is_left_alone(module, monkeypatch):
    """A kernel has outputs of its own; a program without a window has none."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    module.print_any_letter()
    print("→", file=sys.stderr)
    assert sys.stderr.getvalue() == "→\n"
