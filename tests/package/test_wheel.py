"""Wheel and sdist, built and installed as a stranger would: an empty environment, outside the repository.

The environment gets only this package from the wheel. What the package depends on comes from the environment
that runs the tests, through a path file, because installing it again would prove nothing about this package.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.package.tree import ROOT, files, project

pytestmark = pytest.mark.slow


class Built(NamedTuple):
    """The names in each archive, and the wheel's path."""

    wheel: object
    in_wheel: set[str]
    in_sdist: set[str]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive, tarfile.open(sdist) as source:
        top = f"retinoid_teach-{project()['project']['version']}/"
        names = {name.removeprefix(top) for name in source.getnames()}
        return Built(wheel, set(archive.namelist()), names)


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """Run something in the stranger's environment, in a folder of the stranger's."""
    home = tmp_path_factory.mktemp("stranger")
    place = home / "env"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, capture_output=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "PIP_"))
    }

    def run(program, *arguments):
        command = [str(scripts / program), *arguments]
        return subprocess.run(command, cwd=home, env=kept, capture_output=True, text=True, check=False)

    answer = run("python", "-m", "pip", "install", "--no-deps", "--no-index", str(built.wheel))
    assert answer.returncode == 0, answer.stderr
    library = run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    path_file = Path(library) / "dependencies.pth"
    path_file.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    run.home = home
    return run


def _ranges(lines):
    return {canonicalize_name(found.name): found.specifier for found in map(Requirement, lines)}


def _tracked(folder):
    return {
        path.relative_to(ROOT).as_posix() for path in files() if path.relative_to(ROOT).parts[0] == folder
    }


def test_the_wheel_has_the_package_the_data_and_the_lessons_and_nothing_else(built):
    moved = {"data": "retinoid_teach/_data", "notebooks": "retinoid_teach/_notebooks"}
    expected = _tracked("retinoid_teach") | {
        name.replace(folder, place, 1) for folder, place in moved.items() for name in _tracked(folder)
    }
    assert {name for name in built.in_wheel if ".dist-info/" not in name} == expected


def test_the_wheel_says_what_it_is(built):
    with zipfile.ZipFile(built.wheel) as archive:
        (name,) = (name for name in built.in_wheel if name.endswith("/METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode("utf-8"))
    assert metadata["Requires-Python"] == project()["project"]["requires-python"]
    assert metadata["License-Expression"] == "BSD-3-Clause AND CC-BY-4.0 AND MIT"
    vendored = {name for name in _tracked("retinoid_teach") if name.endswith("/LICENSE")}
    assert set(metadata.get_all("License-File")) == {"LICENSE", "LICENSE-CONTENT"} | vendored
    required = [line for line in metadata.get_all("Requires-Dist") if "extra ==" not in line]
    assert _ranges(required) == _ranges(project()["project"]["dependencies"])


def test_the_sdist_has_what_is_needed_to_test_and_build(built):
    folders = ("benchmarks", "data", "docs", "notebooks", "retinoid_teach", "scripts", "teaching", "tests")
    expected = set().union(*map(_tracked, folders)) | {"pyproject.toml", "README.md", "LICENSE", "Makefile"}
    assert expected <= built.in_sdist


def test_the_package_comes_from_the_wheel_alone(installed):
    answer = installed("python", "-c", "import retinoid_teach; print(retinoid_teach.__file__)")
    assert str(installed.home) in answer.stdout, answer.stderr
    assert str(ROOT) not in answer.stdout


def test_the_data_and_the_lessons_are_found(installed):
    code = (
        "import retinoid_teach as rt; from retinoid_teach.evidence import shipped; "
        "print(len(rt.tables()), shipped().folder)"
    )
    answer = installed("python", "-c", code)
    assert answer.returncode == 0, answer.stderr
    count, folder = answer.stdout.split(maxsplit=1)
    assert int(count) > 20
    assert folder.strip().endswith("_data")


def test_the_command_is_there(installed):
    answer = installed("retinoid-teach", "--version")
    assert answer.stdout.strip() == f"retinoid-teach {project()['project']['version']}"


def test_it_checks_its_own_data(installed):
    folder = installed(
        "python", "-c", "from retinoid_teach.evidence import shipped as s; print(s().folder)"
    ).stdout
    answer = installed("retinoid-teach", "check-data", folder.strip())
    assert (answer.returncode, answer.stderr) == (0, "")


def test_it_writes_the_handout(installed):
    answer = installed("retinoid-teach", "handout", "page.html")
    assert answer.returncode == 0, answer.stderr
    assert (installed.home / "page.html").stat().st_size > 10_000


def test_lab_puts_the_lessons_and_starts_jupyterlab(installed):
    answer = installed("retinoid-teach", "lab", "lessons", "--", "--version")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[-1].startswith("4.")
    assert (installed.home / "lessons" / "00_start_here.ipynb").is_file()
