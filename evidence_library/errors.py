"""What can go wrong that is not a bug.

Every message is one plain sentence that says what happened and, where it helps, what to do.
Anything that is not a `LibraryError` is a defect of this program.
"""

from __future__ import annotations


class LibraryError(Exception):
    """Something went wrong that a person can be told about in one sentence."""


class UserCanFix(LibraryError):
    """The request or the input cannot be used as it is; another one can."""


class NoLibrary(UserCanFix):
    """There is no library where one was looked for."""


class EnvironmentFailed(LibraryError):
    """The computer refused: no space, no permission, a file in use."""


class Cancelled(LibraryError):
    """The person stopped the work; nothing was changed."""
