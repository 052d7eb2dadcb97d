"""Tags that were there in the revision before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from discussion import FROB, posted, reply
from reviewbot.checks.revision.dropped_tag import check
from reviewbot.context.levels import SeriesContext
from reviewbot.model.finding import Confidence
from reviewbot.model.series import Series
from reviewbot.thread.prior import prior_of
from reviewbot.thread.thread import Thread

if TYPE_CHECKING:
    from reviewbot.checks.api import Remark
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

TAG = "Reviewed-by: Rob Reviewer <rob@example.org>\n"
DTS = "Tell of the frob.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n=== arch/arm/frob.dts\n@@\n+frob;\n"


def mail(short: str, subject: str, day: int, at: int) -> Patch:
    patch = posted(short, subject, day)
    return replace(patch, message=replace(patch.message, message_id=f"post-{day}-{at}@example.org"))


def revision(number: int, day: int, code: str = FROB, dts: str = DTS) -> Series:
    """A series of the driver and its devicetree, with a cover."""
    shorts = ("Two.\n", code, dts)
    titles = ("frob: two", "misc: frob: start it", "arm: dts: frob")
    mails = [
        mail(short, f"[PATCH v{number} {at}/2] {title}", day, at)
        for at, (short, title) in enumerate(zip(shorts, titles, strict=True))
    ]
    return Series(
        "frob: two", number, is_rfc=False, cover=mails[0], patches=tuple(mails[1:]), expected=2
    )


def remarks(old: Series, new: Series, *replies: Message) -> dict[int, Remark]:
    messages = [one.message for series in (old, new) for one in series.mails]
    prior = prior_of(Thread((*messages, *replies), (old, new), ()), new)
    return {
        at: remark
        for at, patch in enumerate(new.patches, 1)
        for remark in check(SeriesContext(patch, new, prior))
    }


OLD = revision(1, 0)


def test_a_tag_is_named_with_the_mail_that_gives_it() -> None:
    found = remarks(OLD, revision(2, 5), reply(OLD.patches[0], TAG))
    assert list(found) == [1]
    assert found[1].facts["mails"] == ("https://lore.kernel.org/r/reply@example.org",)
    assert found[1].confidence is Confidence.HIGH


def test_a_tag_of_the_log_is_given_by_the_patch() -> None:
    old = revision(1, 0, FROB.replace("---\n", f"{TAG}---\n", 1))
    found = remarks(old, revision(2, 5))
    assert found[1].facts["mails"] == ("https://lore.kernel.org/r/post-0-1@example.org",)


def test_the_diff_has_moved() -> None:
    moved = FROB.replace("+	int ret;\n\n", "").replace(
        "+	ret = frob", "+	int ret;\n\n+	ret = frob"
    )
    other = moved.replace(
        "	struct frob *frob = dev_get_drvdata(dev);\n", "	frob_init(dev);\n"
    )
    found = remarks(OLD, revision(2, 5, other), reply(OLD.patches[0], TAG))
    assert found[1].confidence is Confidence.MODERATE


def test_on_a_cover_it_is_asked() -> None:
    found = remarks(OLD, revision(2, 5), reply(OLD.mails[0], TAG))
    assert {remark.confidence for remark in found.values()} == {Confidence.MODERATE}
    assert list(found) == [1, 2]


@pytest.mark.parametrize("which", ["this revision", "the one before"])
def test_on_a_cover_by_who_chose_a_patch(which: str) -> None:
    tagged = DTS.replace("---\n", f"{TAG}---\n", 1)
    old = revision(1, 0, dts=tagged if which == "the one before" else DTS)
    new = revision(2, 5, dts=tagged)
    assert remarks(old, new, reply(old.mails[0], TAG)) == {}


TESTED = "Tested-by: Rob Reviewer <rob@example.org>\n"
REWRITTEN = FROB.replace("frob_start(frob, FROB_MODE_NORMAL", "frob_go(dev").replace(
    'dev_err(dev, "cannot start\\n");', "frob_stop(frob);"
)


def test_a_devicetree_was_tested_with_another_driver() -> None:
    found = remarks(OLD, revision(2, 5, REWRITTEN), reply(OLD.patches[1], TESTED))
    assert found[2].confidence is Confidence.LOW


def test_a_devicetree_was_tested_with_this_driver() -> None:
    found = remarks(OLD, revision(2, 5), reply(OLD.patches[1], TESTED))
    assert found[2].confidence is Confidence.HIGH


def test_a_devicetree_is_reviewed_whatever_the_driver() -> None:
    found = remarks(OLD, revision(2, 5, REWRITTEN), reply(OLD.patches[1], TAG))
    assert found[2].confidence is Confidence.HIGH


def test_too_much_is_another_patch() -> None:
    many = "".join(f"+	step({n});\n" for n in range(200))
    old, new = (
        FROB.replace("+	int ret;\n", f"+	int ret;\n{lines}")
        for lines in (many, many + "+	more();\n" * 21)
    )
    first = revision(1, 0, old)
    assert remarks(first, revision(2, 5, new), reply(first.patches[0], TAG)) == {}
    assert remarks(first, revision(2, 5, old), reply(first.patches[0], TAG))
