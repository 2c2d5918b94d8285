"""A lesson shows the same whatever this person has set for IPython, pandas, NumPy and matplotlib."""

from __future__ import annotations

import os

import pytest
from jupyter_client.manager import start_new_kernel

from tests.package.tree import ROOT

LONGEST = 120
CELL = """
import hashlib
import retinoid_teach as rt

table = rt.views.comparator_table(rt.compare_drugs(["adapalene", "tretinoin"]))
shown = [rt.views.guideline_matrix(1), rt.views.concentration(), rt.progress(), table]
pages = [one._repr_html_() + repr(one) for one in shown]
print(*(hashlib.sha256(page.encode()).hexdigest() for page in pages), repr(rt.progress()))
"""
CHANGED = """
import matplotlib, numpy, pandas
matplotlib.rcParams.update({"text.usetex": True, "font.size": 40, "savefig.bbox": "tight"})
numpy.seterr(all="raise")
pandas.set_option("display.max_rows", 1, "display.max_columns", 1, "display.precision", 0, "display.width", 5)
get_ipython().ast_node_interactivity = "all"
"""


def said(folder, name=None, text=""):
    """What the cell prints in a kernel whose IPython settings lie in a folder."""
    if name is not None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "stderr").open("w", encoding="utf-8") as stderr:
        manager, client = start_new_kernel(
            startup_timeout=LONGEST, kernel_name="python3", stderr=stderr,
            env=os.environ | {"IPYTHONDIR": str(folder), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        found = []
        try:
            client.execute_interactive(CELL, timeout=LONGEST, output_hook=found.append)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    errors = [one["content"] for one in found if one["msg_type"] == "error"]
    assert errors == []
    return "".join(one["content"]["text"] for one in found if one["msg_type"] == "stream")


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return said(tmp_path_factory.mktemp("plain"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("profile_default/startup/00.py", CHANGED),
        ("profile_default/startup/00.py", "raise RuntimeError('mine')"),
        ("profile_default/ipython_config.py", "c.InteractiveShellApp = = 1"),
    ],
    ids=["changed", "startup fails", "broken"],
)
def test_settings_of_ipython_change_nothing_that_a_lesson_shows(name, text, plain, tmp_path):
    assert len(plain.split()[0]) == len("0" * 64)
    assert said(tmp_path, name, text) == plain
