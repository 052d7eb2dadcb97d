"""From findings to drafts: what is said, where, and what is only said once.

One draft a mail. The same point again in a mail is worded shorter; from the sixth on it is only
counted. What a later patch repeats is named in the draft of the earlier one and nowhere else.
Remarks on one statement stand together, below the lower line.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.model.draft import Draft
from reviewbot.model.finding import Confidence
from reviewbot.places import kind_of
from reviewbot.reply.decide import decide
from reviewbot.reply.frames import addressed, attribution, references, reply_subject
from reviewbot.reply.held import Voice, reasons
from reviewbot.reply.joint import is_one_statement, join
from reviewbot.reply.point import Point
from reviewbot.reply.quote import Comment, quote
from reviewbot.reply.shown import lines_with_names
from reviewbot.reply.told import told_in_a_reply, told_in_part
from reviewbot.reply.wording import render, without, word
from reviewbot.reply.worth import worth_saying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment

    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

SAME = "reply/same.txt.j2"
LISTED = "reply/listed.txt.j2"
QUOTED = "reply/quoted.txt.j2"


def compose(
    series: Iterable[Series],
    findings: Iterable[Finding],
    checks: Iterable[Check],
    environment: Environment,
    voice: Voice,
) -> tuple[tuple[Draft, ...], tuple[Finding, ...]]:
    """The drafts, mail by mail, and the findings as they came with text and drafted filled in.

    ``checks`` are those the findings come from. Raises UsageError for a broken template.
    """
    by_name = {check.name: check for check in checks}
    series = tuple(series)
    held = reasons(series, by_name.values(), voice)

    def say(finding: Finding, *, above: Finding | None = None) -> str:
        asks = finding.confidence < Confidence.HIGH
        return word(environment, by_name[finding.check], finding, above=above, ask=asks)

    def point_of(finding: Finding) -> Point:
        check = by_name[finding.check]
        core = say(without(finding, check.varies)) if check.varies else ""
        places = sum(each.again and each.counts for each in finding.related)
        return Point(
            finding, say(finding), _gist(finding, check) if check.once else core, more_lines=places
        )

    points = [point_of(finding) for finding in findings]
    worded = [point for point in points if point.text]
    fresh = (point for point in worded if not held(point.finding))
    by_mail = _by_mail((*fresh, *told_in_part(worded, held)))
    raised = _by_mail(told_in_a_reply(worded, held))
    for message_id, here in by_mail.items():
        by_mail[message_id] = list(worth_saying(here, by_name, voice))
        join(by_mail[message_id], environment)

    def is_listed(point: Point) -> bool:
        return bool(by_name[point.finding.check].list_title)

    def whole(point: Point) -> str:
        if not point.listed:
            return _with_others(point, point.said, point.also, environment)
        title = by_name[point.finding.check].list_title
        entries = [(say(one.finding, above=point.finding), one.also) for one in point.listed]
        said = render(environment, LISTED, {"title": title, "entries": entries})
        return _with_others(point, said, (), environment)

    drafts: list[Draft] = []
    for one in series:
        decide(one, by_mail, raised, say, is_listed)
        for mail in one.mails:
            said = [point for point in by_mail[mail.message.message_id] if point.said]
            if said:
                drafts.append(_draft(mail, said, whole, environment, voice))
    done = (
        replace(
            point.finding,
            text=point.text,
            drafted=point.drafted,
            held="" if point.drafted else held(point.finding) or point.held,
        )
        for point in points
    )
    return tuple(drafts), tuple(done)


def _gist(finding: Finding, check: Check) -> str:
    """What is alike for remarks that stand for each other, whatever else they name."""
    return " ".join((check.name, *map(str, kind_of(finding, check.kinds))))


def _by_mail(points: Iterable[Point]) -> dict[str, list[Point]]:
    """The points of each mail, by message-id, in the order of their lines."""
    by_mail: dict[str, list[Point]] = defaultdict(list)
    for point in sorted(points, key=_order):
        by_mail[point.finding.message_id].append(point)
    return by_mail


def _draft(
    mail: Patch,
    points: Iterable[Point],
    whole: Callable[[Point], str],
    environment: Environment,
    voice: Voice,
) -> Draft:
    """The reply to one mail."""
    by_line: dict[int, list[Point]] = defaultdict(list)
    message = mail.answer_to
    for point in points:
        by_line[point.at].append(point)
    _bring_together(by_line)
    comments = {
        line: Comment(
            text="\n\n".join(map(whole, here)),
            landmarks=_all_landmarks(mail, (line, *shows)),
            covers=_covered(here, line),
            shows=shows,
        )
        for line, here in by_line.items()
        for shows in [_shows(mail, here, line)]
    }
    to, cc = addressed(mail, voice.me)
    note = render(environment, QUOTED, {}) + "\n\n" if mail.quote else ""
    quoted = quote(mail.message.lines, comments, mark="> > " if mail.quote else "> ")
    return Draft(
        in_reply_to=message.message_id,
        references=references(message),
        to=to,
        cc=cc,
        subject=reply_subject(message.subject),
        body=f"{note}{attribution(message)}\n{quoted}",
        date=message.date,
        comments=tuple((line, comments[line].text) for line in sorted(comments)),
        patch=mail.subject,
    )


def _bring_together(by_line: dict[int, list[Point]]) -> None:
    """Move what is said of a statement down to what else is said of it, a few lines below."""
    for upper, lower in pairwise(sorted(by_line)):
        if is_one_statement(by_line[upper][-1], by_line[lower][0]):
            by_line[lower] = by_line.pop(upper) + by_line[lower]


def _with_others(
    point: Point, said: str, patches: tuple[str, ...], environment: Environment
) -> str:
    """What a point says, and the line that tells where else it holds."""
    values = {"lines": point.more_lines, "alike": point.alike, "patches": patches}
    same = render(environment, SAME, values) if any(values.values()) else ""
    after_code = said.rpartition("\n")[2].startswith((" ", "\t"))
    return said + ("\n\n" if after_code else "\n") + same if same else said


def _covered(points: Iterable[Point], line: int) -> tuple[int, ...]:
    """The lines up to one that the points speak of."""
    found = (
        at
        for one in points
        for point in (one, *one.joined)
        for at in (
            point.finding.body_line,
            *(each.at for each in point.finding.related if not each.again),
        )
    )
    return tuple(sorted({at for at in found if at <= line}))


def _shows(mail: Patch, points: Iterable[Point], line: int) -> tuple[int, ...]:
    """The lines with the names the points speak of."""
    return tuple(
        at
        for point in points
        for one in (point, *point.joined)
        for at in lines_with_names(mail, one.finding, point.text, line)
    )


def _all_landmarks(mail: Patch, lines: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({mark for line in lines for mark in _landmarks(mail, line)}))


def _landmarks(mail: Patch, line: int) -> tuple[int, ...]:
    """The lines that tell where a diff line stands: ``---``, ``+++`` and ``@@``.

    The ``diff --git`` and ``index`` lines say nothing these do not.
    """
    for file in mail.files:
        for hunk in file.hunks:
            last = hunk.lines[-1].body_line if hunk.lines else hunk.body_line
            if hunk.body_line <= line <= last:
                first = file.hunks[0].body_line
                return (first - 2, first - 1, hunk.body_line)
    return ()


def _order(point: Point) -> tuple[int, int, int, str]:
    finding = point.finding
    return (point.at, finding.body_line, -finding.severity, finding.check)
