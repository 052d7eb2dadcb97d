"""What is of taste on bindings is no remark once one of their maintainers is content."""

from __future__ import annotations

import pytest

from mails import mail
from reviewbot.checks.registry import select
from reviewbot.context.binding_people import binding_people
from reviewbot.engine import run
from reviewbot.model.finding import Confidence
from reviewbot.thread.series import read_thread

MAINTAINER = binding_people(None)[1][0]
TAG = f"{MAINTAINER.name} <{MAINTAINER.email}>"
CHECK = "subject.redundant_bindings"
DIFF = """\
---
diff --git a/{path} b/{path}
--- a/{path}
+++ b/{path}
@@ -1,2 +1,3 @@
 one
+two
 three
"""
BINDING = "Documentation/devicetree/bindings/misc/acme,frob.yaml"


def said(
    tags: str, sender: str = "Ada <ada@example.org>", path: str = BINDING, more: str = ""
) -> Confidence | None:
    """How sure it is of the subject of a patch with these tags."""
    body = f"Start the clock first.\n\n{tags}Signed-off-by: Ada <ada@example.org>\n{DIFF}"
    raw = mail(
        "frob-1",
        "[PATCH] dt-bindings: misc: Add bindings for ACME Frob",
        body=body.replace("{path}", path) + more,
        author=sender,
    )
    (check,) = select([CHECK])
    found = run(read_thread((raw,)).series, [check]).findings
    return found[0].confidence if found else None


@pytest.mark.parametrize("tag", ["Reviewed-by", "Acked-by"])
def test_the_tag_of_a_maintainer_of_bindings_settles_what_is_of_taste(tag: str) -> None:
    assert said("") is Confidence.HIGH
    assert said(f"{tag}: {TAG}\n") is Confidence.LOW


@pytest.mark.parametrize("path", ["include/dt-bindings/clock/acme,frob.h", "MAINTAINERS"])
def test_what_goes_with_the_binding_changes_nothing(path: str) -> None:
    more = DIFF.removeprefix("---\n").format(path=path)
    tags = f"Reviewed-by: {TAG}\n"
    assert said(tags, more=more) is Confidence.LOW
    assert said("", more=more) is Confidence.HIGH


def test_so_does_a_maintainer_who_sends_it() -> None:
    assert said("", sender=TAG) is Confidence.LOW


@pytest.mark.parametrize("tags", ["Reviewed-by: Bob <bob@example.org>\n", f"Cc: {TAG}\n"])
def test_other_tags_do_not(tags: str) -> None:
    assert said(tags) is Confidence.HIGH
