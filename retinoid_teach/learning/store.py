"""Keep answers: one append-only file for each running kernel, outside the folder of the lessons.

Several kernels may answer at once, also on a network home: each has a file of its own, so nothing is locked
and nothing is written over. What `keep` has returned from is on disk.
"""

from __future__ import annotations

import contextlib
import errno
import json
import math
import os
import secrets
import stat
import threading
from datetime import UTC, datetime, timedelta
from numbers import Real
from pathlib import Path
from typing import Any

HOME = "RETINOID_TEACH_HOME"
"""The variable that names another folder than the usual one."""

COURSE, FORMAT = "retinoid_teach", 1
"""What the first line of every file says; a newer course that writes otherwise counts the format up."""

PATTERN = "answers-*.jsonl"
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
# In a folder that others may write to, a link or a pipe may have been put in the file's place.
_FLAGS |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_TICK = timedelta(microseconds=1)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_FOLDER = {errno.ENOTDIR, errno.EEXIST}
_CANNOT_SYNC_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}


class NotSaved(RuntimeError):
    """An answer could not be kept; the message is a sentence that says why."""


def progress_folder() -> Path:
    """Return the folder of the answers, whether it is there yet or not.

    Returns
    -------
    Path
        Below the folder that ``RETINOID_TEACH_HOME`` names, else below the system's folder for the data of a
        user.

    Raises
    ------
    ValueError
        If ``RETINOID_TEACH_HOME`` is not a whole path, or the system knows no home.

    Examples
    --------
    >>> progress_folder().name
    'progress'
    """
    named = os.environ.get(HOME) or str(_usual_home())
    home = Path(os.path.expanduser(named))  # noqa: PTH111 (the method raises where there is no home)
    if not home.is_absolute():
        raise ValueError(f"{HOME}: {named!r} is not a whole path; name a folder from the root on.")
    return home / "progress"


def _usual_home() -> Path:
    from platformdirs import user_data_path

    with contextlib.suppress(RuntimeError):  # a newer platformdirs raises, an older one gives "~/..."
        home = user_data_path(COURSE, appauthor=False)
        if home.is_absolute():
            return home
    raise ValueError(f"This computer knows no home folder for you: name a folder for your answers in {HOME}.")


class Keeper:
    """Appends answers to a file of its own, named by time, process and chance.

    Notes
    -----
    The file is opened anew for each answer: then it may be deleted while a kernel runs, and on a network home
    others see an answer as soon as it is kept. After a write that was cut off the next answer begins another
    file, so that only the last line of a file can be incomplete.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._process = 0
        self._last = datetime.min.replace(tzinfo=UTC)

    def keep(
        self,
        question_id: str,
        given: float | str,
        *,
        correct: bool | None,
        digest: str = "",
        at: datetime | None = None,
    ) -> None:
        """Write one answer to disk; return when it is there.

        Parameters
        ----------
        question_id : str
            What was asked.
        given : float or str
            A number in the question's unit, or the id of the answer chosen.
        correct : bool or None
            What the learner was told; None where there is no right answer.
        digest : str
            Names the wording that was answered; left out where it is empty.
        at : datetime, optional
            When it was given, with its time zone, if it had to wait for a kernel; the present if None, and
            where a clock of another machine is ahead.

        Raises
        ------
        NotSaved
            If it could not be written: the disk is full, the folder may not be written to, or there is none.
        ValueError
            If `question_id`, `given` or `correct` cannot be what was asked, answered and told.

        Examples
        --------
        >>> Keeper().keep("Q-01-03", float("nan"), correct=False)
        Traceback (most recent call last):
        ...
        ValueError: given: nan is not an answer; give a finite number, or the id of an answer
        """
        answer = _checked(question_id, given, correct) | ({"digest": digest} if digest else {})
        try:
            with self._lock:
                self._append(progress_folder(), at, **answer)
        except ValueError as error:
            raise NotSaved(f"Not saved. {error}") from error
        except OSError as error:
            raise NotSaved(f"Not saved: {_why(error)}. The course goes on without it.") from error

    def _append(self, folder: Path, at: datetime | None, **answer: object) -> None:
        now = self._last = max(datetime.now(UTC), self._last + _TICK)
        given = now if at is None else min(now, at.astimezone(UTC))
        line = _line(time=given.isoformat(timespec="microseconds"), **answer)
        path = self._own_file(folder, now)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = self._open(path)
        try:
            new = os.fstat(descriptor).st_size == 0
            header = _line(course=COURSE, format=FORMAT, writer=path.stem) if new else b""
            self._write(descriptor, header + line)
        finally:
            os.close(descriptor)
        if new:
            _sync_folders(folder, folder.parent)

    def _open(self, path: Path) -> int:
        """Open this process's file; where something else stands there, the next answer begins another."""
        try:
            descriptor = os.open(path, _FLAGS, 0o600)
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                os.close(descriptor)
                raise FileExistsError(errno.EEXIST, "it is no file of its own", str(path))
        except OSError:
            self._path = None
            raise
        return descriptor

    def _own_file(self, folder: Path, now: datetime) -> Path:
        """Give this process's file: a new one after a fork, in another folder, or after a cut-off write."""
        if self._path is None or self._path.parent != folder or self._process != os.getpid():
            self._process = os.getpid()
            name = f"answers-{now:%Y%m%dT%H%M%S}-{self._process}-{secrets.token_hex(4)}.jsonl"
            self._path = folder / name
        return self._path

    def _write(self, descriptor: int, data: bytes) -> None:
        rest = data
        try:
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        except OSError:
            if rest != data:
                self._path = None
            raise


keep = Keeper().keep


def _checked(question_id: object, given: Any, correct: object) -> dict[str, object]:
    """Refuse what nobody could read again as an answer."""
    if not isinstance(question_id, str) or not question_id.strip():
        raise ValueError(f"question_id: {question_id!r} is not the id of a question, such as 'Q-01-03'")
    number = not isinstance(given, bool) and isinstance(given, Real) and math.isfinite(given)
    if not isinstance(given, str) and not number:
        raise ValueError(f"given: {given!r} is not an answer; give a finite number, or the id of an answer")
    if not isinstance(correct, bool | None):
        raise ValueError(f"correct: {correct!r} is not allowed. Allowed: True, False, None")
    # NumPy's whole numbers are none to JSON.
    kept = given if isinstance(given, str | int) or not isinstance(given, Real) else float(given)
    return {"question": question_id, "given": kept, "correct": correct}


def _line(**items: object) -> bytes:
    return json.dumps(items, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace") + b"\n"


def _sync_folders(*folders: Path) -> None:
    """Have the name of a new file on disk too, where the system can do that."""
    if os.name == "nt":
        return
    for folder in folders:
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            if error.errno not in _CANNOT_SYNC_FOLDERS:
                raise


def _why(error: OSError) -> str:
    if error.errno in _FULL:
        return "the disk is full"
    if error.errno in _CLOSED:
        return "the folder for your answers may not be written to"
    if error.errno in _NO_FOLDER:
        return "something else stands where the folder for your answers should be"
    return f"the system says “{error.strerror or error}”"
