"""The evidence room: reads ``data/``, checks it and cites it; the only room that opens a file of it."""

from retinoid_teach.evidence._catalog import Catalog, shipped
from retinoid_teach.evidence._cite import cite
from retinoid_teach.evidence._compare import compare_drugs
from retinoid_teach.evidence._errors import DataError, Fault
from retinoid_teach.evidence._open import open_data
from retinoid_teach.evidence._tables import table, tables, unread

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
