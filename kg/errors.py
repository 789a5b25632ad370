"""What can go wrong, as one tree.

CitegraphError            says what, where and the cure; the command line ends with exit code 2
├── InputError            a file that cannot be read as papers
├── LibraryError          a library that cannot be opened, read or written
│   └── LibraryNotFound   no library where one was looked for
└── NotFound              nothing answers the question (exit code 1)
"""

from __future__ import annotations


class CitegraphError(Exception):
    """Base of every error that citegraph raises on purpose.

    Parameters
    ----------
    what
        What is wrong, in one sentence.
    where
        The file, `file:line` or paper id it is wrong in; empty where there is no such place.
    cure
        What the user can do about it; empty where nothing helps.
    """

    exit_code = 2

    def __init__(self, what: str, where: str = "", cure: str = "") -> None:
        super().__init__(what, where, cure)
        self.what = what
        self.where = where
        self.cure = cure

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text} ({self.cure})" if self.cure else text


class InputError(CitegraphError):
    """A file that cannot be read as papers."""


class LibraryError(CitegraphError):
    """A library that cannot be opened, read or written."""


class LibraryNotFound(LibraryError):
    """No library where one was looked for."""


class NotFound(CitegraphError):
    """Nothing answers the question."""

    exit_code = 1
