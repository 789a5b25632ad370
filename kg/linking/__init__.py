"""Linking: mentions become entities, each with one canonical name; every merge and variant has a reason."""

from kg.linking.linker import link_paper
from kg.linking.registry import Base, base_of, entity_id, known_as

__all__ = ["Base", "base_of", "entity_id", "known_as", "link_paper"]
