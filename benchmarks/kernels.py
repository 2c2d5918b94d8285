"""The memory of a kernel after each lesson, beside a kernel that only imported what widgets need."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.place import LESSONS, variables
from benchmarks.samples import Samples
from benchmarks.table import Aim, Of, Row

BARE = "import pandas, matplotlib.pyplot, ipywidgets"
ROUNDS = 3


def memory(scratch: Path) -> Iterator[Row]:
    """Resident memory after each lesson and of a bare kernel, in turns; each in a kernel of its own."""
    lessons = {path.stem: code_cells(path) for path in sorted(LESSONS.glob("*.ipynb"))}
    taken: dict[str, list[float]] = {name: [] for name in ("bare", *lessons)}
    resident(scratch, [BARE])  # fills the caches, so that no counted kernel builds them
    for _ in range(ROUNDS):
        taken["bare"].append(resident(scratch, [BARE]))
        for name, cells in lessons.items():
            taken[name].append(resident(scratch, cells))
    bare = Samples.of(taken["bare"])
    for name in lessons:
        measure = f"memory of a kernel after lesson {name[:2]}, median"
        yield beside_bare(measure, Samples.of(taken[name]), bare)


def beside_bare(measure: str, kernels: Samples, bare: Samples) -> Row:
    """Put the median memory of kernels, in MB, beside that of bare ones from the same run."""
    return Row(
        measure=measure,
        value=kernels.median,
        unit="MB",
        n=kernels.count,
        aim=Aim(1.25, Of.RATIO),
        peer="kernel with pandas, matplotlib.pyplot and ipywidgets",
        peer_value=bare.median,
        peer_n=bare.count,
    )


def code_cells(lesson: Path) -> list[str]:
    """The code of a lesson, cell by cell."""
    if not lesson.is_file():
        raise ValueError(f"{lesson.name} is not there")
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def resident(scratch: Path, cells: Iterable[str]) -> float:
    """Run cells in a new kernel and give the memory it then holds, in MB; RuntimeError where a cell fails."""
    import psutil  # type: ignore[import-untyped]
    from jupyter_client.manager import start_new_kernel

    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    manager, client = start_new_kernel(
        kernel_name="python3", env=variables(scratch), cwd=str(scratch), **quiet
    )
    try:
        for cell in cells:
            _execute(client, cell)
        return float(psutil.Process(manager.provisioner.pid).memory_info().rss) / 1e6  # type: ignore[union-attr]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _execute(client: Any, cell: str) -> None:
    reply = client.execute_interactive(cell, timeout=120, output_hook=lambda _message: None)["content"]
    if reply["status"] != "ok":
        raise RuntimeError(f"a cell failed: {reply.get('ename')}: {reply.get('evalue')}")
