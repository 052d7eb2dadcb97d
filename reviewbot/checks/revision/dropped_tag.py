"""A tag given to a patch in the last revision that the same patch lacks in this one.

Reports Reviewed-by, Acked-by and Tested-by which the patch had in the revision before, in its log
or in a reply, where the patch of the same title has the same changes now but not the tag. Where
the changes differ a little, or the tag was given to the cover letter, it is asked.

Why it matters: who gave a tag would have to do it again, and maintainers ask for it; where it was
dropped on purpose, its giver should be told why.

Stays quiet: where the person has any other tag on the patch or sends it; where the text of the
series tells of dropped or reset tags, or names the person beside one; where the patch changed
much; for Tested-by in reply to the cover letter; for tags given in older revisions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, Good, Remark, SeriesContext, Severity
from reviewbot.context.alike import alike
from reviewbot.context.changelog import last_line
from reviewbot.context.given import given_in_log, given_in_reply, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.given import Given
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
FINAL_ONLY = True
ASKED_AS = (
    r"(?i)\b(?:forgot|forget|missed|missing|lost|drop(?:ped)?|did(?: not|n't) (?:add|keep|pick|carry|collect)|pick(?:ed)? up|collect)\b"
    r"[^.?!]{0,40}\b(?:my|the|these|those|a|received|all) (?:[\w-]+ ){0,2}(?:tags?|acks?|reviewed-by|acked-by|tested-by|r-?b|a-?b|trailers?)\b"
    r"|\breceived a tag\b|\b(?:already|previously) (?:gave|given|acked|reviewed|had)\b"
)
_ALIKE = 0.8  # share of changed lines two revisions of a patch have in common
_SHOWN = 2  # tags spelled out
_TAG = r"\b(?:tags?|trailers?|reviewed|reviews?|acked|acks?|tested|[rat]-?bs?)\b"
_TELLS = re.compile(
    r"(?i)\b(?:drop|remov|strip|omit|los[et]|left|leav|reset|clear|discard|"
    r"(?:not?|n't|without) (?:kept|keep|carr|add|pick|collect|includ))"
    rf"[a-z]*[^.]{{0,80}}{_TAG}"
)
_SAID = re.compile(rf"(?i){_TAG}")

_DIFF = """\
=== drivers/frob/core.c
@@ static int frob_probe(struct frob *frob)
-	frob_add(frob);
+	frob_add_tail(frob);
 	frob->stamp = 0;
+	frob_start(frob);
+	frob_tell(frob);
 	return 0;
 }
"""
_LOG = (
    "\n\nRemoval walks the list in this order.\n\nSigned-off-by: A. Author <author@example.org>\n"
)
_FIRST = f"Subject: [PATCH] frob: register in the order of probe{_LOG}---\n{_DIFF}"
_SECOND = _FIRST.replace("[PATCH]", "[PATCH v2]")
_REPLY = """\
> Removal walks the list in this order.

Looks good.

Reviewed-by: R. Reviewer <reviewer@example.org>
"""
_REVIEWED = "Reviewed-by: R. Reviewer <reviewer@example.org>\n"

BAD = (
    Bad(
        _SECOND,
        at=("Signed-off-by: A. Author <author@example.org>",),
        earlier=(_FIRST,),
        replies=(_REPLY,),
    ),
    Bad(
        _SECOND,
        at=("Signed-off-by: A. Author <author@example.org>",),
        earlier=(_FIRST.replace("---\n", f"{_REVIEWED}---\n", 1),),
    ),
    Bad(
        _SECOND,
        at=("Signed-off-by: A. Author <author@example.org>",),
        confidence=Confidence.MODERATE,
        earlier=(_FIRST.replace("frob_tell(frob);", "frob_tell(frob);\n+	frob_kick(frob);"),),
        replies=(_REPLY,),
    ),
)
GOOD = (
    Good(
        _SECOND.replace("---\n", f"{_REVIEWED}---\n", 1),
        earlier=(_FIRST,),
        replies=(_REPLY,),
    ),
    Good(
        _SECOND.replace("---\n", "---\nv2: dropped the tags, the base is another one\n\n", 1),
        why="the changelog says it",
        earlier=(_FIRST,),
        replies=(_REPLY,),
    ),
    Good(
        _SECOND.replace("frob_start(frob);\n+	frob_tell(frob)", "queue_work(frob->work)"),
        why="it is another patch now",
        earlier=(_FIRST,),
        replies=(_REPLY,),
    ),
    Good(
        _SECOND,
        why="the tag is quoted, and was not given",
        earlier=(_FIRST,),
        replies=("> Reviewed-by: R. Reviewer <reviewer@example.org>\n\nI never said that.\n",),
    ),
)


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark once on a patch that lost tags."""
    found = _before(context)
    if found is None:
        return
    series, before = found
    same = alike(before, context.patch)
    lost, sure = _lost(context, series, before) if same >= _ALIKE else ([], False)
    if not lost:
        return
    tags = tuple(one.line for one in lost)
    yield Remark(
        last_line(context.patch),
        {
            "tags": tags[:_SHOWN],
            "more": max(0, len(tags) - _SHOWN),
            "before": context.series.revision - 1,
        },
        Confidence.HIGH if sure and same == 1 else Confidence.MODERATE,
    )


def _before(context: SeriesContext) -> tuple[Series, Patch] | None:
    """The patch of this title in the revision right before."""
    title = context.patch.subject.title.lower()
    for series in context.past.earlier:
        if series.revision == context.series.revision - 1:
            for patch in series.patches:
                if patch.subject.title.lower() == title and _precedes(patch.message, context):
                    return series, patch
    return None


def _precedes(message: Message, context: SeriesContext) -> bool:
    """Whether a message was sent before this one, as far as their dates tell."""
    then, now = message.date, context.message.date
    return then is None or now is None or then < now


def _lost(context: SeriesContext, series: Series, before: Patch) -> tuple[list[Given], bool]:
    """The tags that are gone, and whether one was given to this very patch."""
    author = context.message.author
    here = people(context.patch) | {author.email.lower(), author.name.lower()}
    own = before.message.message_id
    comments = [comment for comment in context.past.comments if comment.on == own]
    doubted = any(
        one.at in before.body.trailers and not any(given_in_reply(one)) for one in comments
    )
    given = [(tag, own) for tag in given_in_log(before)] if not doubted else []
    ids = {mail.message.message_id for mail in (before, series.cover) if mail}
    for comment in context.past.comments:
        if comment.on in ids and _precedes(comment.message, context):
            given += [
                (tag, comment.on)
                for tag in given_in_reply(comment)
                if comment.on == own or tag.tag != "Tested-by"
            ]
    text = [mail.message.line(n) for mail in context.series.mails for n in _prose(mail)]
    lost = {
        (tag.email, tag.tag): (tag, on)
        for tag, on in reversed(given)
        if not tag.is_of(here) and not _is_told(tag, text)
    }
    mine = [tag for tag, on in lost.values() if on == own]
    return (mine or [tag for tag, _ in lost.values()]), bool(mine)


def _prose(mail: Patch) -> Iterator[int]:
    """Where a changelog may be: in the cover letter, and below the ``---``."""
    if mail.subject.index == 0:
        yield from mail.body.log
    yield from mail.body.notes


def _is_told(tag: Given, text: list[str]) -> bool:
    surname = tag.name.split()[-1].lower()
    joined = " ".join(text)
    return bool(_TELLS.search(joined)) or any(
        surname in line.lower() and _SAID.search(line) for line in text
    )
