"""Draws comments of people on patches from an archive, for a reader to label.

    python benchmarks/draw_comments.py linux-can.git [--seed 17] [--since 2025] [--count 60]

Each comment is as likely as any other: those of people, not of authors on their own patches, that
are on a cover or patch. Nothing but tags and thanks is left out. The same archive and seed draw the
same comments. What is read is shown above each: the lines it stands below.
"""

from __future__ import annotations

import argparse
import random
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.regex import regex
from reviewbot.thread.prior import PriorIndex
from reviewbot.thread.series import read_thread
from threads import UNTIL, threads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.comment import Comment
    from reviewbot.model.patch import Patch

ABOVE = 6  # lines shown above a comment
LONGEST = 420  # characters shown of it
_MERE = regex(
    r"\s*(?:[A-Z][\w-]+-by:.*|<?\S+@\S+>?|(?:many )?thanks?\b.{0,60}|thank you.{0,50}|ack\.?"
    r"|perfect!?|best regards,?.*|(?:kind )?regards,?.*|gr\{oetje.*|cheers,?.*|\S{1,15}|lgtm.?"
    r"|applied.{0,60})\s*",
    flags=2,  # re.IGNORECASE
)


def main() -> None:
    """Print them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--since", type=int, default=2025, help="the first year")
    parser.add_argument("--count", type=int, default=60)
    options = parser.parse_args()
    found = sorted(commented(options.archive, options.since).items())
    random.Random(options.seed).shuffle(found)  # noqa: S311  a sample, not a secret
    told = [(key, each) for key, each in found if not is_mere(each[0])]
    for (reply, _, on), (comment, mail) in islice(told, options.count):
        print(f"=== {reply} on {on} line {comment.at}: {mail.message.subject}")
        for number in range(max(1, comment.at - ABOVE), comment.at + 1):
            print(f"{number:5}|{mail.message.line(number)}")
        print("\n".join(f"  # {line}" for line in comment.text[:LONGEST].splitlines()))


def commented(archive: Path, since: int) -> dict[tuple[str, int, str], tuple[Comment, Patch]]:
    """The comments on the patches of these years, by reply, line of the reply, and patch."""
    return {
        (comment.message.message_id, comment.span.start, comment.on): (comment, mail)
        for comment, mail in comments(archive, since)
    }


def comments(archive: Path, since: int) -> Iterator[tuple[Comment, Patch]]:
    """Each comment with its mail; the year before is read for what came earlier."""
    for raws in threads([archive], since - 1, UNTIL):
        thread = read_thread(raws)
        index = PriorIndex(thread)
        for series in thread.series:
            own = {mail.message.message_id: mail for mail in series.mails}
            if not (series.mails[0].message.date and series.mails[0].message.date.year >= since):
                continue
            for one in index.of(series).comments:
                if one.on in own and one.message.date and one.message.date.year >= since:
                    yield one, own[one.on]


def is_mere(comment: Comment) -> bool:
    """Whether it is nothing but tags and thanks."""
    return all(_MERE.fullmatch(line) for line in comment.text.splitlines() if line.strip())


if __name__ == "__main__":
    main()
