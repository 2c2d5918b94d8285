"""What a widget shows, as the page receives it: JSON, deflated, in base64. A third of the plain text.

A lesson stores the data of each of its widgets, so their size is the size of the lesson.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any


def pack(value: Any, _widget: object = None) -> str:
    """Pack plain data for the page.

    Parameters
    ----------
    value : dict or list
        Anything that JSON can hold.

    Returns
    -------
    str
        Base64 of the deflated JSON; ``packed.js`` reads it.

    Examples
    --------
    >>> unpack(pack({"unit": "µg"}))
    {'unit': 'µg'}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")


def unpack(sent: Any, _widget: object = None) -> Any:
    """Read packed data.

    Parameters
    ----------
    sent : str
        What `pack` gave.

    Examples
    --------
    >>> unpack(pack([1, 2]))
    [1, 2]
    """
    return json.loads(zlib.decompress(base64.b64decode(sent)))


PACKED = {"sync": True, "to_json": pack, "from_json": unpack}
"""The tags of a trait whose value travels packed; in Python it is plain."""
