"""The set-up in any folder, under any locale, and with any settings of the person who starts it.

A small course stands in for the real one: its packages are empty, and what an editable install writes is
written by a build backend of its own.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile

import pytest

from bootstrapping import environment as env
from bootstrapping import install
from bootstrapping.environment import LEARNER_LOCK, Environment
from bootstrapping.path_file import make_relative
from tests.package.tree import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no locale C, and its own paths")
FOLDER = "Übung ü №1 & 50%"
LOCALES = {
    "no UTF-8 at all": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "C": {"LC_ALL": "C"},
    "UTF-8": {"LC_ALL": "C.UTF-8"},
}
PACKAGES = ("jupyterlab", "pandas", "retinoid_teach")
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "retinoid-teach"
version = "1"
"""
BACKEND = """
import os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name, info = "retinoid_teach-1-py3-none-any.whl", "retinoid_teach-1.dist-info"
    files = {
        "_retinoid_teach.pth": os.getcwd(),
        f"{info}/METADATA": "Metadata-Version: 2.1\\nName: retinoid-teach\\nVersion: 1\\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{one},,\\n" for one in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for one, text in files.items():
            wheel.writestr(one, text.encode("utf-8"))
    return name
"""
# uv is named so that the environment is made without pip, which takes seconds; what it would do is done here.
WITHOUT_PIP = """
import os, sys

sys.path.insert(0, sys.argv[1])
from bootstrapping import install

def run(environment, command, variables):
    print("installed", len(command))
    if "-e" in command:
        (site,) = environment.folder.glob("lib/python*/site-packages")
        (site / "_retinoid_teach.pth").write_bytes(os.fsencode(environment.root))

install._uv = lambda: "uv"
install._run = run
"""
PREPARE = """
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from bootstrapping import install

install.prepare(Path(sys.argv[2]), ("requirements.lock",))
"""


@pytest.fixture
def course(tmp_path):
    """A course in a folder whose name needs more letters than ASCII has."""
    root = tmp_path / FOLDER
    for name in PACKAGES:
        (root / name).mkdir(parents=True)
        (root / name / "__init__.py").touch()
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    (root / LEARNER_LOCK).write_text("# nothing\n", encoding="utf-8")
    return root


def variables(**more):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **more}


def call(*command, **more):
    return subprocess.run(
        list(map(str, command)), capture_output=True, encoding="utf-8", env=variables(**more), check=False
    )


def set_up(course, **more):
    return call(sys.executable, "-c", WITHOUT_PIP + PREPARE, ROOT / "scripts", course, **more)


def path_file(course):
    (found,) = Environment(course).folder.glob("lib/python*/site-packages/_retinoid_teach.pth")
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_a_folder_with_any_letter_works_under_any_locale(locale, course, tmp_path):
    """The editable install wrote the folder as UTF-8; Python 3.11 read it by the locale and did not start."""
    done = set_up(course, **LOCALES[locale])
    assert (done.returncode, done.stderr) == (0, "")
    assert path_file(course).read_bytes() == b"../../../..\n"
    for other in LOCALES.values():
        found = call(
            Environment(course).python, "-P", "-c", "import retinoid_teach as rt; print(ascii(rt.__file__))",
            **other,
        )  # fmt: skip
        assert (found.returncode, found.stderr) == (0, "")
        assert found.stdout.endswith("/retinoid_teach/__init__.py'\n")


def test_under_another_locale_nothing_is_made_again(course):
    """The stamp holds the folder, and each locale read it in other letters: five minutes of set-up."""
    assert set_up(course, **LOCALES["UTF-8"]).stdout.count("installed") == 2
    for locale in LOCALES.values():
        again = set_up(course, **locale)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_an_environment_whose_path_file_holds_the_whole_path_is_mended_not_made_again(course):
    set_up(course, **LOCALES["UTF-8"])
    path_file(course).write_bytes(os.fsencode(course))
    mark = Environment(course).folder / "kept"
    mark.touch()
    again = set_up(course, **LOCALES["C"])
    assert (again.returncode, again.stderr) == (0, "")
    assert mark.exists()
    assert path_file(course).read_bytes() == b"../../../..\n"


def test_path_files_of_others_are_left_alone(course):
    set_up(course, **LOCALES["C"])
    other = path_file(course).with_name("other.pth")
    lines = f"import sys\r\n{course.parent}\n\n# a note \xfc".encode("latin-1", "backslashreplace")
    other.write_bytes(lines)
    make_relative(Environment(course))
    assert other.read_bytes() == lines


def test_modules_that_lie_where_the_person_stands_are_not_taken_for_pythons(course, tmp_path, monkeypatch):
    set_up(course, **LOCALES["UTF-8"])
    for name in ("importlib", "json", "venv", "ensurepip", "pip", "random"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('mine')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert env.complaint(Environment(course)) is None
    env.make(Environment(tmp_path), with_pip=False)
    assert Environment(tmp_path).python.exists()


def test_what_a_person_has_for_other_pythons_does_not_reach_the_environment(course, tmp_path, monkeypatch):
    """An old pandas of the account's own, modules that every start imports, warnings that are errors."""
    set_up(course, **LOCALES["UTF-8"])
    raising = "raise SystemExit('mine')\n"
    own = tmp_path / f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    for folder, names in (
        (own, ("usercustomize", "pandas")),
        (tmp_path, ("sitecustomize", "retinoid_teach")),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            (folder / f"{name}.py").write_text(raising, encoding="utf-8")
    set_so = {"PYTHONUSERBASE": str(tmp_path), "PYTHONPATH": str(tmp_path), "PYTHONINSPECT": "1"}
    for name, value in (set_so | {"PYTHONWARNINGS": "error", "PYTHONSAFEPATH": "1"}).items():
        monkeypatch.setenv(name, value)
    found = env.run_quietly(
        Environment(course), [str(Environment(course).python), "-c", "import pandas; print(pandas.__file__)"]
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == f"{course / 'pandas' / '__init__.py'}\n"
    assert env.complaint(Environment(course)) is None


@pytest.mark.parametrize("set_so", ["PYTHONSAFEPATH", "PYTHONWARNINGS", "PYTHONOPTIMIZE"])
def test_the_command_itself_starts_under_any_setting_of_python(set_so):
    """With PYTHONSAFEPATH the script did not find what lies beside it, and ended in a traceback."""
    values = {"PYTHONWARNINGS": "error", "PYTHONOPTIMIZE": "2"}
    done = call(sys.executable, ROOT / "scripts" / "bootstrap.py", **{set_so: values.get(set_so, "1")})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Say which task: lab, check")


def wheel(folder):
    """A package that lies in a folder, and its line in a lock."""
    path = folder / "stand_in-1.0-py3-none-any.whl"
    info = "stand_in-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("stand_in.py", "")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: stand-in\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(
            f"{info}/RECORD", f"stand_in.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"
        )
    return f"stand-in==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.mark.slow
def test_a_persons_settings_for_pip_name_the_index_and_nothing_else(course, tmp_path):
    """The real pip. The index is the one that only these settings name; the rest of them would stop it, or
    put the packages elsewhere."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (course / LEARNER_LOCK).write_text(wheel(wheels), encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    settings = tmp_path / "pip.conf"
    settings.write_text(
        f"[global]\nno-index = true\nfind-links = {wheels}\npython = {tmp_path / 'no-python'}\n"
        f"[install]\nuser = true\ntarget = {elsewhere}\nprefix = {elsewhere}\nroot = {elsewhere}\n"
        f"require-virtualenv = true\nrequire-hashes = true\nno-binary = :all:\n"
        f"constraint = {tmp_path / 'no-constraints'}\n",
        encoding="utf-8",
    )
    odd = {
        "PIP_CONFIG_FILE": str(settings),
        install.INSTALLER: "pip",
        "PIP_NO_BINARY": ":all:",
        "PIP_ROOT": "/x",
    }
    done = call(sys.executable, "-c", PREPARE, ROOT / "scripts", course, **odd, **LOCALES["no UTF-8 at all"])
    assert (done.returncode, done.stderr) == (0, "")
    assert not elsewhere.exists()
    python = Environment(course).python
    found = call(python, "-P", "-c", "import stand_in, retinoid_teach", **LOCALES["C"])
    assert (found.returncode, found.stderr) == (0, "")
    # pip takes the file away by the name that it noted.
    gone = call(python, "-P", "-m", "pip", "uninstall", "--yes", "retinoid-teach", PIP_CONFIG_FILE=os.devnull)
    assert gone.returncode == 0, gone.stderr
    assert not list(Environment(course).folder.glob("lib/python*/site-packages/_retinoid_teach.pth"))
