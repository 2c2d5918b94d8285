from ._absorption import absorption
from ._concentration import concentration
from ._exposure_icons import exposure_icons
from ._figure import Figure
from ._forest import forest
from ._forest_published import forest_published
from ._frequency import frequency
from ._guideline_matrix import guideline_matrix
from ._icon_array import icon_array
from ._objective_bars import objective_bars
from ._occupancy import occupancy
from ._skin import skin
from ._structure import structure
from ._text_table import TextTable, text_table
from .comparator import ComparatorTable, comparator_table

__all__ = [
    "ComparatorTable",
    "Figure",
    "TextTable",
    "absorption",
    "comparator_table",
    "concentration",
    "exposure_icons",
    "forest",
    "forest_published",
    "frequency",
    "guideline_matrix",
    "icon_array",
    "objective_bars",
    "occupancy",
    "skin",
    "structure",
    "text_table",
]
