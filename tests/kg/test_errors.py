"""Errors say what, where and the cure."""

from __future__ import annotations

import pickle

import pytest

from kg.errors import CitegraphError, InputError, LibraryNotFound, NotFound


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (CitegraphError("it is broken"), "it is broken"),
        (InputError("not JSON", "a.jsonl:17", "mend the line"), "a.jsonl:17: not JSON (mend the line)"),
        (NotFound("no such paper", cure="check the id"), "no such paper (check the id)"),
    ],
)
def test_the_message(error: CitegraphError, text: str) -> None:
    assert str(error) == text


def test_exit_codes() -> None:
    assert (LibraryNotFound("x").exit_code, NotFound("x").exit_code) == (2, 1)


def test_errors_cross_processes() -> None:
    copy = pickle.loads(pickle.dumps(InputError("what", "where", "cure")))
    assert (copy.what, copy.where, copy.cure) == ("what", "where", "cure")
