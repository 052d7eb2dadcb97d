"""Misspelled words in added comments and in the log.

A word of the log, of an added C comment, Kconfig help or documentation line is reported, and one
of a cover noted at low confidence, if codespell's dictionary knows it with one correction, or if no dictionary knows it, it
has seven letters or more, and it is one slip (a letter too much, missing, wrong, or two swapped)
away from an English word that the same mail spells right.

Why it matters: log and comments stay for decades and are searched; a misspelled word is not found,
and fixing it later costs a patch of its own.

Stays quiet: names of people, identifiers and their parts anywhere in the diff, code, paths,
addresses, quotations and indented output, words in capitals; British spelling and kernel jargon;
a word that is moved or that the patch removes; a word cut in two by the end of a line; everything
in a log about spelling; backports, which copy a commit. A
word that is misspelled all over is reported at its first three places.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, DiffContext, Good, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.names import code_words, count_parts, parts
from reviewbot.context.prose import added_prose, message_prose, plain_words
from reviewbot.context.spelling import slips
from reviewbot.knowledge.words import corrections, english
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from reviewbot.context.prose import Prose
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Hunk, Patch

SEVERITY = Severity.NOTE
NIT = True
LIST_TITLE = "Typos"

FINAL_ONLY = True

ASIDE = True

ASKED_AS = (
    r"(?im)(?<!fix )(?<!fixed )(?<!fix a )(?<!comment )\btypos?\b|\bmis-?spel"
    r"|(?<!correct )(?<!fix )\bspelling\b(?! (?:\w+ )?out\b)|\bspell-?check"
    r"|^[ \t]*(?:nit(?:pick)?:?[ \t]*)?s([/|,])[a-z][^/|,\n]{2,40}\1[a-z][^/|,\n]{2,40}(?:\1|[ \t]*$)"
    r"|^[ \t]*(?:nit[:,]?[ \t]*)?['\"`]?[a-z]{4,40}['\"`]?[ \t]+(?:->|=>)[ \t]+['\"`]?[a-z]{4,40}"
    # nothing but the right word, with or without a mark below the wrong one
    r"|\A\W*(?!(?:same|ditto|agreed|thanks|nice|okay|done|sure|yeah|good)\b)"
    r"(?-i:[a-z]{4,20})(?:\W*\Z|\.\s)"
)

BAD = (
    Bad(
        """\
Frob the device when the first buffer is recieved.

Additionaly the two prioritys are documented: the high one is seperate
and is only avaiable on the second revision.

Signed-off-by: A. Author <author@example.org>
---
=== drivers/misc/frob.c
@@ static int frob_start(struct frob *frob)
 	struct device *dev = frob->dev;

+	/* Wake the reciever before the first transfer. */
+	frob_wake(frob);
 	return 0;
""",
        at=(
            "Frob the device when the first buffer is recieved.",
            "Additionaly the two prioritys are documented: the high one is seperate",
            "and is only avaiable on the second revision.",
            "+	/* Wake the reciever before the first transfer. */",
        ),
    ),
    Bad(
        """\
Give every frob its place in the order.
---
=== include/linux/frob.h
@@ struct frob_driver {
 	struct list_head list;
+	int priority;	/* High prioroty, called first. */
+	int flags;	/* Low priorigy flags. */
 };
""",
        at=(
            "+	int priority;	/* High prioroty, called first. */",
            "+	int flags;	/* Low priorigy flags. */",
        ),
    ),
    Bad(
        """\
Describe the frob.
---
=== Documentation/devicetree/bindings/misc/example,frob.yaml
@@ properties:
+  example,delay-us:
+    description:
+      Time in microseconds the device needs until it recieves, that is
+      until its clock is stable.
=== drivers/misc/Kconfig
@@ config FROB
 	tristate "Frob support"
+	help
+	  Say Y here if you want to frob your device. This depends on the
+	  firmware beeing loaded seperately.
""",
        at=(
            "+      Time in microseconds the device needs until it recieves, that is",
            "+	  firmware beeing loaded seperately.",
        ),
    ),
)
GOOD = (
    Good(
        """\
Set the frob's behaviour at probe and unregister it at remove. The
workqueue is initialised in userspace order, the kobject is uevent-able,
and the callees no longer need the opps.
---
=== drivers/misc/frob.c
@@ static int frob_start(struct frob *frob)
+	/* The pinctrl phandle is optional. */
+	frob_wake(frob);
 	return 0;
""",
        why="British spelling, kernel words, and words made of two are in no word list",
    ),
    Good(
        """\
Rename recieve to receive, as "recieve" is misspelled in the driver:

  frob: cannot recieve, seperate buffer needed
  frob_recieve() failed

> I could not recieve anything with it.

Reported-by: Jo Adress <jo@example.org>
---
=== drivers/misc/frob.c
@@ static int frob_start(struct frob *frob)
-	/* Wait until we recieve the first one. */
-	recieve(frob);
+	/* Wait until we receive the first one. */
+	receive(frob);
 	return 0;
""",
        why="the log quotes the mistake, and the patch removes it",
    ),
    Good(
        """\
Add the adress match unit, documented at
https://www.example.org/seperate/adress.html and in
Documentation/misc/adress.rst.

The adress unit is found by its compatible.
---
=== drivers/misc/frob.c
@@ static int frob_start(struct frob *frob)
+	/* The adress unit answers first. */
+	writel(1, frob->adress);
 	return 0;
""",
        why="adress is the name of a member: it must be written so",
    ),
    Good(
        """\
Move the start-up to its own function, no functional change.
---
=== drivers/misc/frob.c
@@ static int frob_start(struct frob *frob)
-	/* Wait untill the device is awake. */
-	frob_wake(frob);
+	if (frob->asleep) {
+		/* Wait untill the device is awake. */
+		frob_wake(frob);
+	}
 	return 0;
""",
        why="the misspelled comment was there before and only moved",
    ),
    Good(
        """\
Keep the notifiers of the second chain apart: a notifierd thread and
the notifierx helper call the notifier of the first one.
""",
        why="a letter behind a known word makes a name of it, not a slip",
    ),
    Good(
        """\
Subject: [PATCH 6.6 1/2] frob: wait for the first buffer

[ Upstream commit 0123456789abcdef0123456789abcdef01234567 ]

Wait for the first buffer to be recieved.
---
=== drivers/misc/frob.c
@@ static int frob_start(struct frob *frob)
+	/* Wait untill the device is awake. */
+	frob_wait(frob);
 	return 0;
""",
        why="a backport is the commit as it is",
    ),
    Good(
        """\
Tell the reader which of the two re
cieved the buffer, and forget to mentione the other one.
""",
        why="an editor broke the line; mention and mentioned are as near",
    ),
)

_MIN = 4  # letters; half of the shorter entries of codespell name something in the kernel
_PLACES = 3  # of one word in one mail
_ABOUT_SPELLING = re.compile(r"(?i)\b(?:typos?|spelling|spelled|mis-?spel|codespell)")
_LAST = re.compile(r"(?<![A-Za-z])([A-Za-z]++)\s*$")
_FIRST = re.compile(r"[^A-Za-z]*([A-Za-z]+)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Each line with misspelled words, all of them in one remark."""
    if is_backport(context.patch):
        return
    counts = count_parts("\n".join(context.message.lines))
    suspects = _suspects(counts)
    if not suspects:
        return
    found: dict[int, dict[str, str]] = {}
    for prose in _prose(context.patch, suspects):
        for word, opens in plain_words(prose):
            lower = word.lower()
            right = suspects.get(lower)
            if (
                right
                and (word == lower or (opens and word[1:] == lower[1:]))
                and not _is_cut(context.message, prose.at, lower, right)
            ):
                found.setdefault(prose.at, {})[word] = right
    if not found:
        return
    fine = (
        code_words(context.patch)
        | set(parts("\n".join(context.removed())))
        | _people(context.patch)
    )
    places: Counter[str] = Counter()
    for at in sorted(found):
        wrong = {word: right for word, right in found[at].items() if word.lower() not in fine}
        places.update(word.lower() for word in wrong)
        edits = tuple(
            f"{word}/{right.capitalize() if word[0].isupper() else right}"
            for word, right in wrong.items()
            if places[word.lower()] <= _PLACES
        )
        if edits:
            yield Remark(at, {"edits": edits}, _confidence(context))


def _confidence(context: DiffContext) -> Confidence:
    """Low in a cover: it never becomes a commit, and nobody asks for its spelling."""
    return Confidence.LOW if context.is_cover else Confidence.HIGH


def _suspects(counts: Mapping[str, int]) -> dict[str, str]:
    """The words of a mail that may be misspelled, each with its correction."""
    known = corrections()
    listed = {word: known[word] for word in known.keys() & counts.keys() if len(word) >= _MIN}
    found = listed | slips(counts)
    return {word: right for word, right in found.items() if not _is_torn(word, right)}


def _is_torn(word: str, right: str) -> bool:
    """Whether a word is as near to another one: "mentione" is "mentioned", or "mention"."""
    return right == f"{word}d" and word.endswith("e") and word[:-1] in english()


def _is_cut(message: Message, at: int, word: str, right: str) -> bool:
    """Whether a word is the rest of one that the line above begins: "s", "ymbol"."""
    if at < 2:  # noqa: PLR2004  the first line has none above it
        return False
    head, rest = _LAST.search(message.line(at - 1)), _FIRST.match(message.line(at))
    if head is None or rest is None:
        return False
    return rest[1].lower() == word and f"{head[1].lower()}{word}" == right


def _prose(patch: Patch, suspects: Collection[str]) -> Iterator[Prose]:
    """The prose of the mail, as far as a suspect may be in it."""
    if not _ABOUT_SPELLING.search(patch.subject.title):
        for prose in message_prose(patch):
            if not _ABOUT_SPELLING.search(patch.message.line(prose.at)):
                yield prose
    for file in patch.files:
        for hunk in file.hunks:
            if _mentions(hunk, suspects):
                yield from added_prose(file.path, hunk)


def _mentions(hunk: Hunk, suspects: Collection[str]) -> bool:
    added = "\n".join(line.text for line in hunk.lines if line.kind is Kind.ADDED)
    return any(word in suspects for word in parts(added))


def _people(patch: Patch) -> set[str]:
    """The words of the names of who wrote, signed or is thanked."""
    lines = (patch.message.line(number) for number in patch.body.trailers)
    return set(parts("\n".join((patch.message.author.name, patch.message.author.email, *lines))))
