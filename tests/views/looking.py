"""How the tests look at a chart: which texts lie on each other or outside, and which colours look alike."""

from __future__ import annotations

import io
from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.colors import to_rgb
from PIL import Image

from retinoid_teach.views import Figure

# How people without one of the cones see (Machado, Oliveira and Fernandes 2009, severity 1), on linear light.
EYES = {
    "usual": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
}


def texts(figure: Figure) -> list[Any]:
    """Every text that is drawn: in the axes, on their edges, and the title."""
    axes = figure.axes
    whole: Any = axes.get_figure(root=True)
    whole.canvas.draw()
    shown = [
        label
        for which, (low, high) in (
            (axes.xaxis, sorted(axes.get_xlim())),
            (axes.yaxis, sorted(axes.get_ylim())),
        )
        for place, label in zip(which.get_ticklocs(), which.get_ticklabels(), strict=True)
        if axes.axison and low <= place <= high
    ]
    names = [axes.xaxis.label, axes.yaxis.label] if axes.axison else []
    found = [*axes.texts, *whole.texts, *names, *shown]
    return [one for one in found if one.get_text().strip() and one.get_visible()]


def boxes(figure: Figure) -> dict[str, Any]:
    renderer = figure.axes.get_figure(root=True).canvas.get_renderer()
    return {
        f"{place} {one.get_text()}": one.get_window_extent(renderer)
        for place, one in enumerate(texts(figure))
    }


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts of which one lies on the other by more than a hair."""
    found = boxes(figure)
    return [
        (one, other)
        for (one, a), (other, b) in combinations(found.items(), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]


def outside(figure: Figure) -> list[str]:
    """Texts that the edge of the picture cuts."""
    whole = figure.axes.get_figure(root=True).bbox
    return [
        name
        for name, box in boxes(figure).items()
        if box.x0 < whole.x0 or box.x1 > whole.x1 or box.y0 < whole.y0 or box.y1 > whole.y1
    ]


def smallest_on_a_phone(figure: Figure, width: int = 360) -> float:
    """The height of the smallest type, px, when the picture is shown this wide."""
    whole = figure.axes.get_figure(root=True)
    shrink = width / (whole.get_figwidth() * 72)
    return min(one.get_fontsize() for one in texts(figure)) * shrink


def picture(figure: Figure) -> Image.Image:
    return Image.open(io.BytesIO(figure.png()))


def _linear(colour: str) -> Any:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour: str, eye: str = "usual") -> Any:
    """CIE L*a*b* of a colour, as an eye of this kind sees it."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(EYES[eye] @ _linear(colour), 0, 1) / np.array([0.9505, 1.0, 1.089])
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def contrast(one: str, other: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    light, dark = sorted((float(weights @ _linear(colour)) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
