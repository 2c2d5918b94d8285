"""Two other ways to draw the kinetics lab's curve: one matplotlib figure that stays, and `interact`.

Both draw what the lab draws at its start: the curve, the label's point with its spread, the body's own level.
Used by the notebook that `labs` measures.
"""

from __future__ import annotations

import io
from typing import Any

import anywidget
import ipywidgets
import numpy as np
import traitlets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from retinoid_teach.evidence import shipped
from retinoid_teach.pharmacology import endogenous_ng_ml, oral_concentration

LOW, HIGH, STEP, START = 5, 120, 5, 80
TIMES = np.linspace(0, 48, 300)
PAGE = """\
function render({ model, el }) {
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: MIN, max: MAX, step: STEP });
  slider.value = model.get("dose_mg");
  const picture = document.createElement("img");
  slider.addEventListener("input", () => {
    model.set("dose_mg", Number(slider.value));
    model.save_changes();
  });
  const show = () => {
    URL.revokeObjectURL(picture.src);
    picture.src = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
  };
  model.on("change:png", show);
  show();
  el.classList.add("bench-blitted");
  el.append(slider, picture);
}
export default { render };
"""


class Blitted(anywidget.AnyWidget):
    """A slider and a picture: the axes are drawn once, each value draws its curve over them."""

    _esm = PAGE.replace("MIN", str(LOW)).replace("MAX", str(HIGH)).replace("STEP", str(STEP))
    dose_mg = traitlets.Int(START).tag(sync=True)
    png = traitlets.Bytes().tag(sync=True)

    def __init__(self) -> None:
        self._axes = _axes()
        (self._line,) = self._axes.plot(TIMES, _curve(START), animated=True)
        self._canvas = FigureCanvasAgg(self._axes.figure)
        self._canvas.draw()
        self._paper = self._canvas.copy_from_bbox(self._axes.figure.bbox)
        super().__init__()
        self._draw()

    @traitlets.observe("dose_mg")
    def _draw(self, _change: Any = None) -> None:
        self._canvas.restore_region(self._paper)
        self._line.set_ydata(_curve(self.dose_mg))
        self._axes.draw_artist(self._line)
        whole = io.BytesIO()
        Image.fromarray(np.asarray(self._canvas.buffer_rgba())).save(whole, "PNG", compress_level=1)
        self.png = whole.getvalue()


def interact() -> None:
    """The same curve as a teacher would write it first."""
    slider = ipywidgets.IntSlider(START, LOW, HIGH, STEP)
    ipywidgets.interact(_draw, dose_mg=slider).widget.add_class("bench-interact")


def _draw(dose_mg: int) -> None:
    import matplotlib.pyplot as plt

    axes = plt.figure(figsize=(7, 3.5)).add_subplot()
    _furnish(axes)
    axes.plot(TIMES, _curve(dose_mg))
    plt.show()


def _axes() -> Any:
    axes = Figure(figsize=(7, 3.5), dpi=100).add_subplot()
    _furnish(axes)
    return axes


def _furnish(axes: Any) -> None:
    rows = {row["id"]: row for row in shipped().rows("pk_parameters")}
    peak, time = rows["P002"], rows["P003"]
    spread = [[one["value_low"] * one["dispersion"] / 100] for one in (time, peak)]
    axes.errorbar([time["value_low"]], [peak["value_low"]], xerr=spread[0], yerr=spread[1], fmt="o")
    axes.axhline(endogenous_ng_ml(), linestyle=":")
    axes.set(xlim=(0, 48), ylim=(0, 1500), xlabel="hours after the dose", ylabel="ng/mL")


def _curve(dose_mg: float) -> Any:
    return oral_concentration(TIMES, dose_mg)
