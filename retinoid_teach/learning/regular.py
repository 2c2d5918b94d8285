"""Read a file in a folder that others may write to: what is no file of its own, or is huge, is refused."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

# A pipe that nobody writes to would block, and a link may point anywhere. Windows knows one of the four.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_READ |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_regular(path: Path, most_mb: int) -> bytes:
    """Return the content of a regular file.

    Parameters
    ----------
    path : Path
        The file.
    most_mb : int
        How large it may be, in millions of bytes.

    Returns
    -------
    bytes
        All of it.

    Raises
    ------
    OSError
        Where it cannot be read, is a link, a pipe, a folder or a device, or is larger.

    Examples
    --------
    >>> read_regular(Path("."), 1)
    Traceback (most recent call last):
    ...
    OSError: [Errno 22] it is no file of its own: '.'
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        raise _strange(path)
    descriptor = os.open(path, _READ)
    with os.fdopen(descriptor, "rb") as opened:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):  # another was put there meanwhile
            raise _strange(path)
        most = most_mb * 1_000_000
        content = opened.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most_mb} MB", str(path))
    return content


def _strange(path: Path) -> OSError:
    return OSError(errno.EINVAL, "it is no file of its own", str(path))
