"""What a command answers when it cannot do what was asked."""

from __future__ import annotations


class WrongUse(ValueError):
    """The command was asked for something it cannot do; the message says what to ask instead."""


class NotDone(RuntimeError):
    """The command could not be done as things are; the message says what to do about it."""
