"""The Global Acne Grading System: six regions, the worst lesion in each, one sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import check_name


@dataclass(frozen=True, slots=True)
class GagsScore:
    """A GAGS result: `total`, its `band`, and what each region gave (`by_region`)."""

    total: int
    band: str
    by_region: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class GagsScale:
    """The scale as the rows of `gags_scoring` give it."""

    factors: Mapping[str, int]
    lesions: Mapping[str, int]
    bands: tuple[tuple[str, int, int], ...]


def gags_scale(catalog: Catalog | None = None) -> GagsScale:
    """Read the scale: a factor for each region, a score for each lesion, the bands of the sum.

    Examples
    --------
    >>> gags_scale().lesions["pustule"]
    3
    """
    rows = the_catalog(catalog).rows("gags_scoring")
    return GagsScale(
        factors={_key(row["region"]): int(row["factor"]) for row in rows if row["row_type"] == "region"},
        lesions={_lesion(row): int(row["lesion_score"]) for row in rows if row["row_type"] == "lesion"},
        bands=tuple(
            (row["band"], int(row["band_low"]), int(row["band_high"]))
            for row in rows
            if row["row_type"] == "band"
        ),
    )


def gags_score(lesions: Mapping[str, str | int], *, catalog: Catalog | None = None) -> GagsScore:
    """Score a face and trunk by the Global Acne Grading System.

    Each region counts its factor times the score of its worst lesion, whatever the number of lesions.

    Parameters
    ----------
    lesions : mapping
        Region to worst lesion. Regions: `forehead`, `right_cheek`, `left_cheek`, `nose`, `chin`,
        `chest_and_upper_back`. Lesions: `none`, `comedone`, `papule`, `pustule`, `nodule`, or 0 to 4. A
        region left out is `none`.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    GagsScore
        Total in points (0 to 44), band (`none`, `mild`, `moderate`, `severe`, `very severe`), points by
        region.

    Raises
    ------
    ValueError
        For a region or a lesion that does not exist (with the nearest match).

    Notes
    -----
    Source rows: `gags_scoring`, GS001 to GS016.

    Examples
    --------
    >>> gags_score({"nose": "nodule"})
    GagsScore(total=4, band='mild', by_region={'forehead': 0, 'right_cheek': 0, 'left_cheek': 0, 'nose': 4, \
'chin': 0, 'chest_and_upper_back': 0})
    """
    scale = gags_scale(catalog)
    if not isinstance(lesions, Mapping):
        raise ValueError(f"lesions={lesions!r} must map regions to lesions, such as {{'nose': 'papule'}}.")
    given = {check_name("region", region, list(scale.factors)): lesion for region, lesion in lesions.items()}
    points = {
        region: factor * _score(given.get(region, "none"), scale) for region, factor in scale.factors.items()
    }
    total = sum(points.values())
    return GagsScore(total, next(band for band, low, high in scale.bands if low <= total <= high), points)


def _score(lesion: str | int, scale: GagsScale) -> int:
    if not isinstance(lesion, (str, bool)) and lesion in scale.lesions.values():
        return int(lesion)
    if isinstance(lesion, str):
        return scale.lesions[check_name("lesion", lesion, list(scale.lesions))]
    names = ", ".join(f"{score} ({name})" for name, score in scale.lesions.items())
    raise ValueError(f"lesion: {lesion!r} is not known. Allowed: {names}")


def _key(region: str) -> str:
    return region.replace(" ", "_")


def _lesion(row: Mapping[str, Any]) -> str:
    return "none" if row["lesion_type"] == "no lesion" else str(row["lesion_type"])
