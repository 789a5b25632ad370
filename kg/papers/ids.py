"""One spelling for every paper id, so that the same paper is found whatever its source calls it.

>>> paper_id("http://arxiv.org/abs/2103.00020v2"), paper_id("https://doi.org/10.1000/ABC"), paper_id("P18-1001")
('arxiv:2103.00020', 'doi:10.1000/abc', 'acl:P18-1001')
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote

from kg.records import Paper
from kg.text import title_key

SCHEMES = ("arxiv", "doi", "openalex", "s2", "acl", "corpusid")
"""The schemes by which papers are known, the preferred first."""

# Until 2007 arXiv ids began with the name of an archive. A bare "word/1234567" is only theirs if the word is one.
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|"
    "q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_MONTH = r"(?:0[1-9]|1[0-2])"
# A bare number is arXiv's if it starts with a year and month in which such ids were given; five digits since 2015.
_BARE_NEW = rf"(?:(?:0[7-9]|1[0-4]){_MONTH}\.\d{{4}}|(?:1[5-9]|[2-5]\d){_MONTH}\.\d{{5}})"
_OLD = rf"(?:{_ARCHIVES})(?:\.[a-z-]+)?/\d{{7}}"
_VERSION = r"(?:v\d+)?"
_WEB = r"(?:https?://)?(?:www\.)?"
_ARXIV_PAGE = (
    r"(?:https?://)?(?:[\w-]+\.)*(?:arxiv\.org|ar5iv\.org|huggingface\.co|hf\.co)"
    r"/(?:abs|pdf|html|format|e-print|src|papers)/"
)
_FLAGS = re.IGNORECASE | re.ASCII

_ARXIV = re.compile(
    rf"(?:(?:arxiv:\s*|oai:arxiv\.org:|{_ARXIV_PAGE})(?P<named>\d{{4}}\.\d{{4,5}}|{_OLD})|(?P<bare>{_BARE_NEW}|{_OLD}))"
    rf"{_VERSION}(?:\.pdf)?/?(?:[?#].*)?",
    _FLAGS,
)
_DOI = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S*[^\s.,;])[.,;]*", _FLAGS)
_DOI_PAGE = re.compile(rf"{_WEB}(?:dx\.)?doi\.org/", _FLAGS)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", _FLAGS)
_OPENALEX = re.compile(rf"(?:openalex:|{_WEB}(?:api\.)?openalex\.org/(?:works/)?)(w\d+)|(W\d{{5,}})", _FLAGS)
_S2 = re.compile(rf"(?:s2:|{_WEB}(?:api\.)?semanticscholar\.org/(?:\S*/)?)?([0-9a-f]{{40}})", _FLAGS)
_CORPUS = re.compile(rf"(?:{_WEB}(?:api\.)?semanticscholar\.org/)?corpusid:\s*(\d+)", _FLAGS)
_ACL = re.compile(
    rf"(?:acl:|{_WEB}(?:aclanthology\.org|aclweb\.org/anthology|aclanthology\.info/papers)/)?"
    r"(?:(?P<old>[a-z]\d{2}-\d{4,5})|(?P<new>\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+))(?:v\d+)?(?:\.pdf|\.bib)?/?",
    _FLAGS,
)
_DBLP = re.compile(rf"(?:dblp:\s*|{_WEB}dblp\.(?:org|uni-trier\.de)/rec/)(\S+?)(?:\.html|\.xml|\.bib)?", _FLAGS)


def paper_id(raw: str) -> str:
    """Normalise one id of a paper.

    Parameters
    ----------
    raw
        An id in any usual writing: bare, with its scheme, or as the address of the paper's page.

    Returns
    -------
    str
        `arxiv:...` (without version and subject class), `doi:...` (lower case), `openalex:W...`, `s2:...`, `acl:...`,
        `corpusid:...`, `dblp:...`; `id:...` around anything else; empty for an empty id. Normalising an id that is
        normalised changes nothing.
    """
    text = raw.strip()
    if not text or text.startswith(("id:", "title:")):
        return text
    for read in (_read_arxiv, _read_doi, _read_others):
        if found := read(text):
            return found
    return f"id:{text}"


def _read_arxiv(text: str) -> str:
    match = _ARXIV.fullmatch(text)
    if not match:
        return ""
    number: str = match["named"] or match["bare"]
    archive, slash, rest = number.lower().partition("/")
    # "cs.CL/0102003" and "cs/0102003" are one paper: the subject class was never part of the id.
    return "arxiv:" + archive.partition(".")[0] + slash + rest if slash else f"arxiv:{number}"


def _read_doi(text: str) -> str:
    if page := _DOI_PAGE.match(text):
        text = unquote(text[page.end() :])
    match = _DOI.fullmatch(text)
    if not match:
        return ""
    doi = match[1].lower()
    arxiv = _ARXIV_DOI.fullmatch(doi)
    return (arxiv and _read_arxiv(f"arxiv:{arxiv[1]}")) or f"doi:{doi}"


def _read_others(text: str) -> str:
    if match := _OPENALEX.fullmatch(text):
        return f"openalex:{(match[1] or match[2]).upper()}"
    if match := _S2.fullmatch(text):
        return f"s2:{match[1].lower()}"
    if match := _CORPUS.fullmatch(text):
        return f"corpusid:{match[1]}"
    if match := _ACL.fullmatch(text):
        return f"acl:{match['old'].upper() if match['old'] else match['new'].lower()}"
    if match := _DBLP.fullmatch(text):
        return f"dblp:{match[1]}"
    return ""


def known_ids(paper: Paper) -> tuple[str, ...]:
    """All ids of a paper, normalised, the preferred first.

    Parameters
    ----------
    paper
        Its `id`, its `ids`, and its `url` where that is the page of a known id.

    Returns
    -------
    tuple of str
        In the order of `SCHEMES`, the others after them as they came; empty where the source gave none.
    """
    found = [paper_id(raw) for raw in (paper.id, *paper.ids)]
    page = paper_id(paper.url)
    if not page.startswith(("id:", "title:")):
        found.append(page)
    return tuple(sorted(dict.fromkeys(filter(None, found)), key=_preference))


def _preference(normal: str) -> int:
    scheme = normal.partition(":")[0]
    return SCHEMES.index(scheme) if scheme in SCHEMES else len(SCHEMES)


def title_id(title: str) -> str:
    """Make an id of a title, for papers with no other: equal where titles differ in case or punctuation only."""
    return "title:" + hashlib.sha1(title_key(title).encode(), usedforsecurity=False).hexdigest()[:16]
