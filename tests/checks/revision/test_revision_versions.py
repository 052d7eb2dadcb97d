"""Postings under one version, and revisions that do not say what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from discussion import AUTHOR, FROB, START, posted, reply, thread
from reviewbot.checks.revision import no_changelog, no_version
from reviewbot.context.levels import SeriesContext
from reviewbot.context.prior.told_version import tells_version
from reviewbot.model.series import Series
from reviewbot.thread.prior import prior_of
from reviewbot.thread.thread import Thread

if TYPE_CHECKING:
    from reviewbot.checks.api import Remark
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

OLD = posted()
CHANGED = FROB.replace("FROB_MODE_SLOW", "FROB_MODE_FAST")
NEW = posted(CHANGED, day=3)


def of_version(new: Patch, *messages: Message, old: Patch = OLD) -> list[Remark]:
    whole = thread(old, new, *messages)
    series = whole.series[1]
    return list(no_version.check(SeriesContext(new, series, prior_of(whole, series))))


def of_changelog(new: Patch, *messages: Message) -> list[Remark]:
    whole = thread(new, *messages)
    series = whole.series[0]
    return list(no_changelog.check(SeriesContext(new, series, prior_of(whole, series))))


def test_a_changed_patch_under_the_old_version() -> None:
    (found,) = of_version(NEW)
    assert found.facts == {
        "older": "https://lore.kernel.org/r/post-0@example.org",
        "next": 2,
        "told": "",
    }


def test_a_posting_between_them_counts_though_it_is_of_two_patches() -> None:
    between = posted(FROB, f"[PATCH 2/2] {OLD.subject.title}", day=2)
    series = [
        Series("frob", 1, is_rfc=False, cover=None, patches=(patch,), expected=count)
        for patch, count in ((OLD, 1), (between, 2), (NEW, 1))
    ]
    messages = tuple(patch.message for patch in (OLD, between, NEW))
    prior = prior_of(Thread(messages, tuple(series), ()), series[-1])
    (found,) = no_version.check(SeriesContext(NEW, series[-1], prior))
    assert found.facts["next"] == 3


def test_what_changed_is_said_already() -> None:
    told = posted(CHANGED.replace("---\n", "---\nv2: fast\n\n", 1), day=3)
    (found,) = of_version(told)
    assert found.facts["told"]


def test_within_minutes_it_is_no_revision() -> None:
    soon = replace(NEW, message=replace(NEW.message, date=START + timedelta(minutes=3)))
    assert of_version(soon) == []


def test_a_revision_of_some_of_the_patches_is_no_older_posting() -> None:
    first, second = (posted(FROB, f"[PATCH {at}/2] misc: frob: step {at}", day=at) for at in (1, 2))
    again = posted(CHANGED, "[PATCH v2 2/2] misc: frob: step 2", day=3)
    new = [
        posted(text, f"[PATCH v2 {at}/2] misc: frob: step {at}", day=day)
        for text, at, day in ((FROB.replace("cannot", "could not"), 1, 5), (CHANGED, 2, 6))
    ]

    def of(revision: int, *patches: Patch) -> Series:
        return Series("frob", revision, is_rfc=False, cover=None, patches=patches, expected=2)

    series = [of(1, first, second), of(2, first, again), of(2, *new)]
    messages = [patch.message for patch in (first, second, again, *new)]
    prior = prior_of(Thread(tuple(messages), tuple(series), ()), series[-1])
    assert len(prior.reposts) == 1
    assert list(no_version.check(SeriesContext(new[0], series[-1], prior))) == []


ONE_PLACE = """\
Look at what it returns.
---
=== drivers/misc/frob.c
@@ static int frob_probe(struct device *dev)
-	frob_read(frob, FROB_FIRST);
+	ret = frob_read(frob, FROB_FIRST);
+	if (ret)
+		return ret;
"""


@pytest.mark.parametrize(("place", "count"), [("FROB_SECOND", 0), ("FROB_FIRST", 1)])
def test_two_patches_of_one_title_take_away_other_lines(place: str, count: int) -> None:
    other = ONE_PLACE.replace("FROB_FIRST", place).replace("return ret;", "goto out;")
    assert len(of_version(posted(other, day=3), old=posted(ONE_PLACE))) == count


@pytest.mark.parametrize(
    "text",
    [
        "Please ignore this one.\n",
        "> Start the frob\n\nSorry, sent this twice, the other one counts.\n",
        "That was an accident, the wrong branch went out.\n",
        "Superseded by what I send next.\n",
    ],
)
@pytest.mark.parametrize("to", [OLD, NEW])
def test_its_author_said_that_it_went_out_twice(text: str, to: Patch) -> None:
    assert of_version(NEW, reply(to, text, AUTHOR, day=4)) == []


def test_what_he_quotes_he_does_not_say() -> None:
    assert of_version(NEW, reply(OLD, "> Please ignore this one.\n\nWhy?\n", AUTHOR, day=4))


def test_somebody_else_said_so() -> None:
    assert of_version(NEW, reply(OLD, "Please ignore this one.\n", day=4))


def below(patch: Patch, parent: str) -> Patch:
    return replace(patch, message=replace(patch.message, in_reply_to=(parent,)))


def test_what_it_answers_is_not_here() -> None:
    assert of_version(below(NEW, "nobody@example.org")) == []
    assert of_version(below(NEW, "post-0@example.org"))


def drm(short: str) -> str:
    return short.replace("drivers/misc", "drivers/gpu/drm/frob")


def counted(short: str, *versions: str) -> str:
    return short.replace("\n\nSigned", "\n\n" + "\n".join(versions) + "\n\nSigned")


def test_logs_that_count_on_where_that_is_the_habit() -> None:
    old = posted(drm(counted(FROB, "v2: rebased")))
    new = drm(counted(CHANGED, "v2: rebased", "v3: fast"))
    assert of_version(posted(new, day=3), old=old) == []
    assert of_version(posted(drm(counted(CHANGED, "v2: rebased")), day=3), old=old)
    plain = posted(counted(FROB, "v2: rebased"))
    assert of_version(posted(counted(CHANGED, "v2: rebased", "v3: fast"), day=3), old=plain)


V2 = "[PATCH v2] misc: frob: start it"


def test_a_revision_that_tells_nothing() -> None:
    (found,) = of_changelog(posted(subject=V2))
    assert (found.facts["before"], found.facts["cover"]) == (1, "")


@pytest.mark.parametrize("rule", ["--", "----", "...", "---", "------"])
def test_a_changelog_below_whatever_its_author_takes_for_the_separator(rule: str) -> None:
    short = FROB.replace("---\n", f"{rule}\nv2: fast\n---\n", 1)
    assert of_changelog(posted(short, V2)) == []


def test_the_log_says_what_it_is_an_answer_to() -> None:
    told = FROB.replace("\n\nSigned", "\nThis addresses the feedback to test it.\n\nSigned", 1)
    assert of_changelog(posted(told, V2)) == []


@pytest.mark.parametrize(
    "text",
    [
        "v2: fast\n",
        "> Start\n\nNo changes since v1 but for the list.\n",
        "Changes since v1:\n fast\n",
    ],
)
def test_the_author_tells_it_in_a_reply(text: str) -> None:
    new = posted(subject=V2)
    assert of_changelog(new, reply(new, text, AUTHOR)) == []


def test_the_cover_may_be_what_nobody_has() -> None:
    assert of_changelog(below(posted(subject=V2), "nobody@example.org")) == []
    assert (
        of_changelog(
            below(posted(subject="[PATCH v2 1/1] misc: frob: start it"), "nobody@example.org")
        )
        == []
    )


def test_a_mail_above_names_the_version_in_its_subject() -> None:
    plain = replace(NEW.message, lines=("Three series.",))
    assert not tells_version(replace(plain, subject="[PATCHSET 1/3] frob: a mode"))
    assert tells_version(replace(plain, subject="[PATCHSET v7 1/3] frob: a mode"))
