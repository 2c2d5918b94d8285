"""What importing the package costs, beside pandas alone: fresh processes, taken in turns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.place import DATA, timed
from benchmarks.samples import Samples
from benchmarks.table import Aim, Of, Row

ROUNDS = 9
TABLE = DATA / "science" / "receptor_activity.csv"
CODES = {
    "import pandas": "import pandas",
    "import retinoid_teach": "import retinoid_teach",
    "import and first table": "import retinoid_teach as rt; rt.table('receptor_activity')",
    "import pandas and read_csv of that table": f"import pandas; pandas.read_csv({str(TABLE)!r})",
}
PAIRS = (
    ("import retinoid_teach", "import pandas", Aim(1.10, Of.RATIO)),
    ("import and first table", "import pandas and read_csv of that table", None),
)


def imports(scratch: Path) -> Iterator[Row]:
    """Time and peak memory of the import, and of the import with a first table."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in CODES}
    for turn in range(ROUNDS + 1):
        for name, code in CODES.items():
            measured = timed(scratch, code)
            if turn:  # the first turn fills the caches of bytecode and files
                taken[name].append(measured)
    for at, (kind, unit) in enumerate((("time", "s"), ("peak memory", "MB"))):
        middle = {name: Samples.of(pair[at] for pair in pairs).median for name, pairs in taken.items()}
        for code, peer, aim in PAIRS:
            yield Row(
                measure=f"{code}, {kind}, median",
                value=middle[code],
                unit=unit,
                n=ROUNDS,
                aim=aim,
                peer=peer,
                peer_value=middle[peer],
                peer_n=ROUNDS,
            )
