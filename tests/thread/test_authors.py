"""Who counts as the author of a series."""

from __future__ import annotations

from discussion import AUTHOR, posted, reply
from reviewbot.model.mail import Address
from reviewbot.thread.authors import Authors

PATCH = posted()


def wrote(name: str, email: str, body: str = "Start it.\n") -> bool:
    patch = posted(body)
    return Authors.of([patch]).wrote(reply(patch, "x", Address(name, email)))


def test_by_address_in_any_case_or_by_full_name() -> None:
    assert wrote("", AUTHOR.email.upper())
    assert wrote(AUTHOR.name, "ada@elsewhere.example.org")
    assert wrote("Author, Ada", "ada@elsewhere.example.org")
    assert not wrote("Rob Reviewer", "rob@example.org")


def test_who_the_mail_names_in_its_body() -> None:
    body = "From: Bo Writer <bo@example.org>\n\nStart it.\n"
    assert wrote("Bo Writer", "bo@elsewhere.example.org", body)
    assert wrote("", "bo@example.org", body)


def test_a_first_name_alone_says_nothing() -> None:
    body = "From: Bo <bo@example.org>\n\nStart it.\n"
    assert not wrote("Bo", "other@example.org", body)
