"""The evidence room: reads ``data/``, checks it and cites it; the only room that opens a file of it."""

from ._catalog import Catalog, shipped
from ._compare import compare_drugs
from ._open import open_data
from .citations import cite
from .errors import DataError, Fault
from .typed_tables import table, tables, unread

__all__ = [
    "Catalog",
    "DataError",
    "Fault",
    "cite",
    "compare_drugs",
    "open_data",
    "shipped",
    "table",
    "tables",
    "unread",
]
