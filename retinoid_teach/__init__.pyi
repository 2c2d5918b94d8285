from . import clinic, learning, pharmacology, views, widgets
from .evidence import Catalog, DataError, cite, compare_drugs, open_data, table, tables
from .widgets import explorer, progress

__version__: str

__all__ = [
    "Catalog",
    "DataError",
    "cite",
    "clinic",
    "compare_drugs",
    "explorer",
    "learning",
    "open_data",
    "pharmacology",
    "progress",
    "table",
    "tables",
    "views",
    "widgets",
]
