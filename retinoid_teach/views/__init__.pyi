from ._comparator import ComparatorTable, comparator_table
from ._figure import Figure
from ._forest import forest
from ._guideline_matrix import guideline_matrix
from ._icon_array import icon_array
from ._text_table import TextTable, text_table

__all__ = [
    "ComparatorTable",
    "Figure",
    "TextTable",
    "comparator_table",
    "forest",
    "guideline_matrix",
    "icon_array",
    "text_table",
]
