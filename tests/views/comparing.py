"""Two pictures of one figure: how far apart they are where they differ most."""

from __future__ import annotations

import io
import json
import math
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager, ft2font
from PIL import Image, ImageDraw, ImageFilter, PngImagePlugin

from retinoid_teach.views import Figure
from retinoid_teach.views._figure import _DPI, PAPER
from tests.views.looking import texts

TILE = 18
"""Pixels. In the mean of a whole picture one digit is lost; in a square as large as a word it is not."""

TOLERANCE = 6.0
"""The largest RMS of a square, of 255, where matplotlib, FreeType and the font are those of the reference."""

BLUR, TOLERANCE_ELSEWHERE, ROUND = 1.5, 8.0, 3
"""Elsewhere the letters are others: what lies under a word, and so many pixels round it, is not compared."""


@dataclass(frozen=True)
class Picture:
    """A figure as pixels, its words with the boxes that they fill (pixels), and what drew its letters."""

    image: Image.Image
    words: list[str]
    boxes: list[list[int]]
    machine: str
    rdkit: str

    @classmethod
    def of(cls, figure: Figure) -> Picture:
        whole: Any = figure.axes.get_figure(root=True)
        usual = whole.dpi
        whole.set_dpi(_DPI)  # hinted letters do not grow in step with the dots
        found = texts(figure)
        extents = [
            (one.get_bbox_patch() or one).get_window_extent(whole.canvas.get_renderer()) for one in found
        ]
        boxes = [[one.x0, whole.bbox.height - one.y1, one.x1, whole.bbox.height - one.y0] for one in extents]
        whole.set_dpi(usual)
        image = Image.open(io.BytesIO(figure.png()))
        words, places = [one.get_text() for one in found], [[*map(round, box)] for box in boxes]
        return cls(image, words, places, machine(), version("rdkit"))

    @classmethod
    def read(cls, path: Path) -> Picture:
        image = Image.open(path)
        image.load()
        return cls(image, **json.loads(image.info["figure"]))

    def write(self, path: Path) -> None:
        about = {name: getattr(self, name) for name in ("words", "boxes", "machine", "rdkit")}
        kept = PngImagePlugin.PngInfo()
        kept.add_text("figure", json.dumps(about))
        self.image.save(path, "PNG", optimize=True, pnginfo=kept)


@dataclass(frozen=True)
class Difference:
    """The RMS of the square that differs most, where it lies, and how large it may be."""

    rms: float
    place: tuple[int, int]
    allowed: float

    @property
    def too_large(self) -> bool:
        return self.rms > self.allowed


def machine() -> str:
    """What the letters of a picture hang on."""
    minor = ".".join(mpl.__version__.split(".")[:2])
    font = sha256(Path(font_manager.findfont("DejaVu Sans")).read_bytes()).hexdigest()[:8]
    return f"matplotlib {minor}, FreeType {ft2font.__freetype_version__}, DejaVu Sans {font}"


def difference(expected: Picture, actual: Picture) -> Difference:
    """Compare square by square: every pixel where the letters come from one machine, else what is no word."""
    same = expected.machine == actual.machine
    sizes = expected.image.size, actual.image.size
    if max(abs(one - other) for one, other in zip(*sizes, strict=True)) > (0 if same else 1):
        return Difference(math.inf, (0, 0), 0)
    size = tuple(map(min, zip(*sizes, strict=True)))
    hidden = [] if same else expected.boxes + actual.boxes
    one, other = (_seen(picture.image, size, hidden) for picture in (expected, actual))
    squares = _mean_of_tiles(((one - other) ** 2).mean(axis=2)) ** 0.5
    row, column = np.unravel_index(int(squares.argmax()), squares.shape)
    place = (int(column) * TILE // 2, int(row) * TILE // 2)
    return Difference(float(squares.max()), place, TOLERANCE if same else TOLERANCE_ELSEWHERE)


def _seen(picture: Image.Image, size: tuple[int, ...], hidden: list[list[int]]) -> Any:
    plain = picture.convert("RGB").crop((0, 0, *size))
    if hidden:
        brush = ImageDraw.Draw(plain)
        for left, top, right, bottom in hidden:
            brush.rectangle((left - ROUND, top - ROUND, right + ROUND, bottom + ROUND), fill=PAPER)
        plain = plain.filter(ImageFilter.GaussianBlur(BLUR))
    return np.asarray(plain, dtype=float)


def _mean_of_tiles(values: Any) -> Any:
    """Means of squares that lie half over each other, so that no word falls between two."""
    half = TILE // 2
    tall, wide = (-(-size // half) for size in values.shape)
    padded = np.zeros((max(tall, 2) * half, max(wide, 2) * half))
    padded[: values.shape[0], : values.shape[1]] = values
    small = padded.reshape(-1, half, padded.shape[1] // half, half).mean(axis=(1, 3))
    return (small[:-1, :-1] + small[1:, :-1] + small[:-1, 1:] + small[1:, 1:]) / 4


def apart(expected: Picture, actual: Picture) -> Image.Image:
    """Where two pictures differ: white on black, four times as strong as it is."""
    images = expected.image, actual.image
    size = tuple(map(max, zip(*(image.size for image in images), strict=True)))
    one, other = (np.asarray(image.convert("RGB").crop((0, 0, *size)), dtype=int) for image in images)
    return Image.fromarray(np.clip(np.abs(one - other).max(axis=2) * 4, 0, 255).astype(np.uint8))
