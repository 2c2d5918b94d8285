"""The formats of text that Table Schema names, as far as a column may ask for one."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from uuid import UUID

_ATOM = "[0-9a-z!#$%&'*+/=?^_`{}|~\u00a0-\u024f-]+"
_QUOTED = r'"(?:[\x01-\x08\x0b\x0c\x0e-\x1f!#-\[\]-\x7f\u00a0-\u024f]|\\[\t.])*"'
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*|{_QUOTED}", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z]", re.IGNORECASE
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def fits(text: str, form: str) -> bool:
    """Say whether a text has a format; False where the format is none of `FORMATS`.

    Examples
    --------
    >>> fits("doi:10.1000/1", "uri"), fits("nobody", "email")
    (True, False)
    """
    try:
        return FORMATS[form](text)
    except (KeyError, ValueError):
        return False


def _is_email(text: str) -> bool:
    local, _, domain = text.rpartition("@")
    if len(local) > 64 or len(domain) > 253:
        return False
    named = domain.encode("idna").decode("ascii")
    return bool(len(named) <= 253 and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(named))


def _is_uri(text: str) -> bool:
    return bool(_SCHEME.match(text))


def _is_uuid(text: str) -> bool:
    return bool(UUID(text))


def _is_binary(text: str) -> bool:
    base64.b64decode(text)
    return True


FORMATS: dict[str, Callable[[str], bool]] = {
    "default": lambda _: True,
    "email": _is_email,
    "uri": _is_uri,
    "binary": _is_binary,
    "uuid": _is_uuid,
}
