"""Time one piece of code in a fresh process: `python -P timed.py SETUP CODE`. It imports next to nothing."""

from __future__ import annotations

import sys
import time


def peak_megabytes() -> float:
    """The most memory this process has held; not `ru_maxrss`, which counts what its parent held too."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 (pathlib is an import)
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) * 1024 / 1e6
    except OSError:
        import psutil  # type: ignore[import-untyped]

        held = psutil.Process().memory_info()
        return float(getattr(held, "peak_wset", held.rss)) / 1e6


def main(setup: str, code: str) -> None:
    """Print the seconds that `code` takes after `setup`, and the peak of memory in MB."""
    names: dict[str, object] = {}
    exec(setup, names)
    compiled = compile(code, "<measured>", "exec")
    begun = time.perf_counter()
    exec(compiled, names)
    print(time.perf_counter() - begun, peak_megabytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
