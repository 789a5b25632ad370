"""Addresses of papers, made from ids of known schemes only: an address that a source gives is never trusted."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

_PAGES = {
    "arxiv": "https://arxiv.org/abs/{}",
    "doi": "https://doi.org/{}",
    "acl": "https://aclanthology.org/{}",
    "openalex": "https://openalex.org/{}",
}


def paper_url(ids: Iterable[str]) -> str:
    """Give the address of a paper's page.

    Parameters
    ----------
    ids
        Ids of the paper, as `scheme:value`; the first of a known scheme counts.

    Returns
    -------
    str
        An https address, safe within HTML attributes; empty where no scheme is known.

    Examples
    --------
    >>> paper_url(["arxiv:2103.00020"]), paper_url(["s2:1f"]), paper_url(['doi:10.1/"><script>'])
    ('https://arxiv.org/abs/2103.00020', '', 'https://doi.org/10.1/%22%3E%3Cscript%3E')
    """
    for paper in ids:
        scheme, _, value = paper.partition(":")
        if value and scheme in _PAGES:
            return _PAGES[scheme].format(quote(value, safe="/:;()._-", errors="replace"))
    return ""
