from ._comparator import ComparatorTable, comparator_table
from ._figure import Figure
from ._guideline_matrix import guideline_matrix
from ._text_table import TextTable, text_table

__all__ = [
    "ComparatorTable",
    "Figure",
    "TextTable",
    "comparator_table",
    "guideline_matrix",
    "text_table",
]
