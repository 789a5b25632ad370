"""Folds a surface form to the key by which names are compared.

A name is cut into pieces (runs of letters and digits, version numbers, trailing plus signs); the key is the pieces in
lower case put together, so that case, hyphens, spaces and line breaks make no difference:

    >>> key("ImageNet-1K"), key("image net 1k"), key("Llama 3.2"), key("SatMAE++")
    ('imagenet1k', 'imagenet1k', 'llama3.2', 'satmae++')
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

PIECE = re.compile(r"[^\W_]+(?:(?<=\d)\.\d+)*\+*")
"""One piece of a name."""

GLUE = re.compile(r"[ \t\r\n]?[-\u2010-\u2015_/]?[ \t\r\n]?")
"""What may stand between two pieces of one name."""

_PLURAL = re.compile(r"(?<=[^\W\d_]{2})(?<!s|u|i|c|a)s$")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LATEX = re.compile(r"\\[a-zA-Z]+\s*|[{}$~^]")


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """Fold a name to its key.

    Parameters
    ----------
    name
        A surface form or canonical name.

    Returns
    -------
    str
        The key; empty where the name holds no letter or digit.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(PIECE.findall(folded)) or "".join(folded.split())


@lru_cache(maxsize=65_536)
def singular(folded: str) -> str:
    """Take a plural `s` off a key: `transformers` to `transformer`; `bias`, `corpus`, `physics`, `glass` stay."""
    if folded.endswith("ies") and len(folded) > 5:
        return folded[:-3] + "y"
    return _PLURAL.sub("", folded)


def title_key(title: str) -> str:
    """Fold a title for comparison: letters and digits only, lower case, LaTeX commands and accents taken out."""
    plain = unicodedata.normalize("NFKD", _LATEX.sub("", title)).casefold()
    return "".join(c for c in plain if c.isalnum())


def printable(text: str) -> str:
    r"""Put a mark in place of each character that could steer a screen, and a blank for white space: offsets stay.

    >>> printable("a\x1b[31m\nb")
    'a\ufffd[31m b'
    """
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def one_line(text: str) -> str:
    """Make a text fit for one line of a terminal: printable, white space to single blanks."""
    return " ".join(printable(text).split())


def storable(text: str) -> str:
    """Replace lone surrogates, which JSON can spell and UTF-8 cannot."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many: `1 paper`, `2 papers`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
