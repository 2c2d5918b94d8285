"""A lab with one control of each kind and a made-up curve: what the labs share is tested on it."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from retinoid_teach.evidence import shipped
from retinoid_teach.widgets._labs.controls import Choice, Flag, Many, Option, Range, ladder
from retinoid_teach.widgets._labs.drawing import Axis, Band, Curve, Drawing, Line, Mark, Readout, ceiling
from retinoid_teach.widgets._labs.lab import Lab

ROW = "P002"
LEVELS = ladder(0.1, 100)


class PlainLab(Lab):
    """`amount` times `level` at every x; `words` stands wherever a text may."""

    _name = "plain_lab"
    _title = "Plain lab"
    _about = ("A made-up curve.",)

    def __init__(self, words="plain", **values):
        self.drawn = 0
        self.words = words
        self._about = (words,)
        super().__init__(values, shipped())

    @property
    def _start(self):
        return {"amount": 5, "level": 1, "shape": "one", "list": "a", "many": ["a"], "flag": False}

    @cached_property
    def _controls(self):
        options = (Option("a", f"{self.words} a"), Option("b", f"{self.words} b", group=self.words))
        return (
            Range("amount", f"{self.words} amount", "mg", 0, 10, 0.5),
            Range("level", "level", "nM", 0.1, 100, stops=LEVELS),
            Choice("shape", "shape", (Option("one", "one curve"), Option("none", "no curve"))),
            Choice("list", "list", options, kind="select"),
            Many("many", "many", options),
            Flag("flag", "flag"),
        )

    def _cited(self):
        return [ROW]

    def _drawn(self, values):
        self.drawn += 1
        x = np.linspace(0, 10, 50)
        top = values["amount"] * values["level"]
        shared = {
            "title": f"{self.words} title",
            "x": Axis("x, h", 0, 10),
            "y": Axis("y, ng/mL", 0, ceiling(top)),
            "notes": [f"{self.words} note [{ROW}]"] if values["flag"] else [],
            "disabled": {"flag": "not with b"} if values["list"] == "b" else {},
            "hidden": ["many"] if values["list"] == "b" else [],
            "offers": {"many": ["a"]} if values["flag"] else {},
        }
        if values["shape"] == "none":
            return Drawing(**shared, sentence=f"{self.words}: no curve.", empty=f"{self.words} nothing")
        return Drawing(
            **shared,
            sentence=f"{self.words}: the top is {top:g} ng/mL [{ROW}].",
            x_values=x,
            curves=[Curve(top * np.exp(-x / 5), f"{self.words} curve", 1, 0, "short")],
            bands=[Band(0 * x, top * x / 20, f"{self.words} band")],
            lines=[Line(top / 2, f"{self.words} line")],
            marks=[Mark(5, top / 3, f"{self.words} mark", 2, low=0, high=top / 2, left=4, right=6)],
            cursor=3,
            readouts=[Readout(f"{self.words} top", f"{top:g}", "ng/mL", (ROW,))],
            facts=[(f"{self.words} fact", [f"{self.words} text [{ROW}]"])],
        )
