"""Which names are one entity, and which entity is a variant of which: by key, by lexicon, by name alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.names import Lexicon, Name
from kg.text import PIECE, key, singular

# Finer than `kg.text.PIECE`: "ResNet50" and "ResNet-50" are cut alike, so that spelling decides nothing.
_TOKEN = re.compile(r"\d+(?:\.\d+)*|[vV](?=\d)|(?:(?![vV]\d)[^\W\d_])+\+*")

# What makes a variant of a known name, token by token: a version, year or count (`2.0`, `v2`, `1K`, `8x7B`, `patch16`),
# or a size.
_NUMBER = r"(?:(?:v|patch)-)?(?:\d+-x-)?\d+(?:\.\d+)*(?:-[bkmt])?"
_SIZE = "nano|micro|tiny|mini|small|medium|base|large|huge|giant|big|lite|xlarge|xxlarge|xxs|xs|xl|xxl|s|m|l|h|b|g"
_SUFFIX = re.compile(rf"(?:-(?:{_NUMBER}|{_SIZE}))+")
# Shorter bases are chance: "RL2" is no version of "RL", nor "L1" of "L".
_SHORTEST_BASE = 3


# Careful readers take one thing for a Model or a Method, a Dataset or a Benchmark: that alone makes no homonym.
_KIND = {
    "Model": "model",
    "Method": "model",
    "Dataset": "dataset",
    "Benchmark": "dataset",
    "Task": "task",
    "Metric": "metric",
}


@dataclass(frozen=True, slots=True)
class Base:
    """The entity that a name is a variant of, and why."""

    id: str
    name: str
    reason: str


def entity_id(name: str, lexicon: Lexicon, kind: str = "") -> str:
    """Name the entity that a name stands for within a library.

    Parameters
    ----------
    name
        A canonical name as the extractor gives it.
    lexicon
        Its canonical names win over the name as written.
    kind
        The type that the paper gives it; empty where unknown.

    Returns
    -------
    str
        The key of the lexicon's canonical name where the lexicon knows the name or its singular, else the singular of
        the name's key; empty where the name holds nothing. Homonyms are kept apart where the lexicon says that a name
        often means something else, and the paper takes it for another kind of thing: `mae` and `mae~metric`.
    """
    folded = key(name)
    known = known_as(name, lexicon)
    if known is None:
        single = singular(folded)
        return folded if lexicon.find(single) else single  # "VITS" is no plural of ViT
    if known.context and kind and _KIND[kind] != _KIND[known.type]:
        return f"{key(known.name)}~{_KIND[kind]}"
    return key(known.name)


def known_as(name: str, lexicon: Lexicon) -> Name | None:
    """Give the lexicon's entry for a name that is written as it may be written."""
    known = lexicon.find(key(name))
    return known if known and known.covers(name) else None


def base_of(name: str, lexicon: Lexicon) -> Base | None:
    """Find the entity that a name is a version, size or subset of.

    The lexicon decides about names that it knows: one without `variant_of` is a thing of its own, as Transformer-XL is.
    Of other names, the longest beginning that the lexicon knows, spelt alike, is the base if the rest is a version,
    year or size.

    Parameters
    ----------
    name
        A canonical name.
    lexicon
        The known names.

    Returns
    -------
    Base or None
        `None` where the name is a variant of nothing known.
    """
    if known := lexicon.find(key(name)):
        base = lexicon.find(key(known.variant_of))
        reason = f"the lexicon: {known.name} is a variant of {known.variant_of}"
        return Base(key(base.name), base.name, reason) if base else None
    return _base_by_name(name, lexicon)


def _is_base(known: Name, start: str) -> bool:
    """Tell whether a beginning is so like a known name that the whole can be a version of it.

    "Rest14" is none of ReST, nor "STS17" one of the task STS; but "resnet-50" is one of ResNet.
    """
    forms = {"".join(PIECE.findall(form)) for form in known.forms}
    written = "".join(PIECE.findall(start))
    alike = written in forms or (written.islower() and written in {form.lower() for form in forms})
    return alike and len(written) >= _SHORTEST_BASE and known.type != "Task"


def _base_by_name(name: str, lexicon: Lexicon) -> Base | None:
    tokens = list(_TOKEN.finditer(name))
    for cut in range(len(tokens) - 1, 0, -1):
        start = name[: tokens[cut - 1].end()]
        if (known := lexicon.find(key(start))) and _is_base(known, start):
            rest = "".join(f"-{token[0].casefold()}" for token in tokens[cut:])
            if not _SUFFIX.fullmatch(rest):
                return None
            written = name[tokens[cut].start() :].strip()
            return Base(key(known.name), known.name, f"the name: {known.name} with the version or size {written!r}")
    return None
