"""pyproject.toml names the dependencies; the locks, environment.yml and the rest say the same."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.package.tree import ROOT, files, project

LOCKS = ("requirements.lock", "requirements-test.lock")


def _requirements(lines: list[str]) -> dict[str, Requirement]:
    return {canonicalize_name(found.name): found for found in map(Requirement, lines)}


def _declared() -> dict[str, Requirement]:
    return _requirements(project()["project"]["dependencies"])


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", text, flags=re.MULTILINE)
    return {canonicalize_name(package): number for package, number in found}


def _conda() -> dict[str, Requirement]:
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = [entry for entry in content["dependencies"] if isinstance(entry, str)]
    pip = [line for entry in content["dependencies"] if isinstance(entry, dict) for line in entry["pip"]]
    return _requirements(conda + pip)


def _extra(name: str) -> dict[str, Requirement]:
    """Give what an extra brings, and what the extras bring that it names."""
    found = _requirements(project()["project"]["optional-dependencies"][name])
    named = found.pop(project()["project"]["name"], None)
    for other in named.extras if named else ():
        assert not set(found) & set(_extra(other)), f"{name} and {other} name a package twice"
        found |= _extra(other)
    return found


@pytest.mark.parametrize("group", ["dependencies", "build", "teach", "test"])
def test_the_locks_hold_a_version_within_each_range(group):
    settings = project()
    if group in ("teach", "test"):
        named, locked = _extra(group), _locked(LOCKS[0]) | _locked(LOCKS[1])
    else:
        lines = {
            "dependencies": settings["project"]["dependencies"],
            "build": settings["dependency-groups"]["build"],
        }
        named, locked = _requirements(lines[group]), _locked(LOCKS[0])
    assert named
    for name, requirement in named.items():
        assert name in locked, f"{name} is in no lock: run make lock"
        assert requirement.specifier.contains(locked[name]), f"{name} {locked[name]}: run make lock"


def test_the_locks_share_no_package():
    assert not set(_locked(LOCKS[0])) & set(_locked(LOCKS[1]))


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name):
    for block in re.split(r"\n(?=[A-Za-z0-9])", (ROOT / name).read_text(encoding="utf-8"))[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block.splitlines()[0]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_no_address_no_path_and_no_option(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.findall(r"(?:^|\s)/\w", text)
    assert not re.findall(r"^\s*--(?!hash)\w+", text, flags=re.MULTILINE)


def test_the_build_backend_is_in_the_learners_lock():
    named = _requirements(project()["build-system"]["requires"])
    assert set(named) <= set(_locked(LOCKS[0]))


def test_environment_yml_has_the_same_ranges():
    conda = _conda()
    python = conda.pop("python")
    assert str(python.specifier) == project()["project"]["requires-python"]
    conda.pop("pip")
    build = _requirements(project()["dependency-groups"]["build"])
    assert {name: found.specifier for name, found in conda.items()} == {
        name: found.specifier for name, found in (_declared() | build).items()
    }


def test_the_oldest_python_is_named_the_same_everywhere():
    oldest = project()["project"]["requires-python"].removeprefix(">=")
    settings = project()["tool"]
    assert settings["mypy"]["python_version"] == oldest
    assert settings["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
    assert f"OLDEST = ({oldest.replace('.', ', ')})" in (ROOT / "scripts/bootstrap.py").read_text(
        encoding="utf-8"
    )
    assert f"Python {oldest}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_version_is_the_same_everywhere():
    import retinoid_teach

    number = project()["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {number} == {retinoid_teach.__version__, citation["version"], version("retinoid-teach")}


def test_what_is_declared_is_used():
    written = [path for path in files() if path.suffix == ".py" and path.parts[len(ROOT.parts)] != "tests"]
    sources = [path.read_text(encoding="utf-8") for path in written]
    modules = {"pillow": "PIL"}
    for name in _declared():
        module = modules.get(name, name.replace("-", "_"))
        assert any(re.search(rf"\b{module}\b", source) for source in sources), f"{name} is used nowhere"
