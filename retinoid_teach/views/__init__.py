"""Figures and tables: data in, something to look at out, always with a text alternative.

Figures: `guideline_matrix`, `forest`, `icon_array`, `structure`, `occupancy`, `concentration`, `skin`,
`absorption`, `frequency`, `objective_bars`. Tables: `comparator_table`, `text_table`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
