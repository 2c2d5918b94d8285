from . import classroom, clinic, learning, pharmacology, trials, views, widgets
from .evidence import Catalog, DataError, cite, compare_drugs, open_data, table, tables
from .widgets import explorer, progress

__version__: str

__all__ = [
    "Catalog",
    "DataError",
    "cite",
    "classroom",
    "clinic",
    "compare_drugs",
    "explorer",
    "learning",
    "open_data",
    "pharmacology",
    "progress",
    "table",
    "tables",
    "trials",
    "views",
    "widgets",
]
