"""The pharmacology of topical retinoids and the treatment of acne, as a course and as data with sources.

Evidence: `tables`, `table`, `compare_drugs`, `cite`, `open_data`, `DataError`.
Decisions: `clinic`. Effects and pools: `trials`. Models: `pharmacology`. Figures and tables: `views`.
Interaction: `widgets`, `explorer`. Questions: `learning`. Past answers: `progress`. For a class: `classroom`.
"""

import lazy_loader

__version__ = "0.1.0"
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
