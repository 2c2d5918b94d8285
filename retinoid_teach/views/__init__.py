"""Figures and tables: data in, something to look at out, always with a text alternative.

Figures: `guideline_matrix`. Tables: `comparator_table`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
