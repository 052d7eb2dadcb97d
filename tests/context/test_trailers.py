"""Tags, wherever in the log they stand."""

from __future__ import annotations

from reviewbot.checks.example import example_patch
from reviewbot.context.trailers import Tag, known, read_tag, tags

LOG = """\
Say why, as Link: says.

Fixes: 0123456789ab ("frob: Add
 a driver")
    Fixes: quoted
fixes : 123456789abc

Cc: somebody@example.org
 and
Signed-off-by: A. Author <author@example.org>
---
Fixes: not in the log
"""


def test_tags_of_a_name_with_their_continuation_lines() -> None:
    assert tags(example_patch(LOG), "Fixes") == (
        Tag(3, "Fixes", '0123456789ab ("frob: Add a driver") Fixes: quoted'),
        Tag(6, "fixes", "123456789abc"),
    )


def test_several_names_in_the_order_of_the_mail() -> None:
    found = tags(example_patch(LOG), "signed-off-by", "CC")
    assert [tag.name for tag in found] == ["Cc", "Signed-off-by"]
    assert found[0].value == "somebody@example.org and"


def test_prose_is_no_tag() -> None:
    assert read_tag("Say why.") is None
    assert read_tag("Fixes:") is None
    assert read_tag("Foo-by: bar ") == ("Foo-by", "bar")


def test_known_tags() -> None:
    assert known()["signed-off-by"] == "Signed-off-by"
