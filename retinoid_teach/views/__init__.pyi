from ._comparator import ComparatorTable, comparator_table
from ._figure import Figure
from ._guideline_matrix import guideline_matrix

__all__ = ["ComparatorTable", "Figure", "comparator_table", "guideline_matrix"]
