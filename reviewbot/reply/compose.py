"""From findings to drafts: what is said, where, and what is only said once.

One draft a mail. The same point again in a mail is worded shorter; from the sixth on it is only
counted. What a later patch repeats is named in the draft of the earlier one and nowhere else.
Remarks on one statement stand together, below the lower line.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen, replace
from reviewbot.model.finding import SAID_IN, Confidence
from reviewbot.reply.decide import SortedOut, decide
from reviewbot.reply.frames import attribution, whose
from reviewbot.reply.held import Policy, reasons
from reviewbot.reply.joint import join
from reviewbot.reply.placed import quoted
from reviewbot.reply.reply import reply
from reviewbot.reply.told import told_in_a_reply, told_in_part
from reviewbot.reply.wording import render
from reviewbot.reply.words import Words
from reviewbot.reply.worth import worth_saying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jinja2 import Environment

    from reviewbot.checks.api import Check
    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series
    from reviewbot.reply.choice import Choice
    from reviewbot.reply.point import Point

    _ByMail = dict[str, list[Point]]  # by message-id

QUOTED = "reply/quoted.txt.j2"


def compose(
    series: Iterable[Series],
    findings: Iterable[Finding],
    checks: Iterable[Check],
    environment: Environment,
    policy: Policy,
) -> tuple[tuple[Draft, ...], tuple[Finding, ...]]:
    """The drafts, mail by mail, and the findings as they came with text and drafted filled in.

    ``checks`` are those the findings come from. Raises UsageError for a broken template.
    """
    composed = composition(series, findings, checks, environment, policy)
    return composed.drafts, composed.findings


@frozen
class Said:
    """A comment of a draft: what it says, and which findings it speaks for, by number.

    The first of them it stands at. ``quoted`` is the comment below the lines it is about.
    """

    findings: tuple[int, ...]
    mail: Patch
    text: str
    quoted: str


@frozen
class Composition:
    """What ``compose`` gives, and the comments of the drafts one by one."""

    drafts: tuple[Draft, ...]
    findings: tuple[Finding, ...]
    comments: Callable[[], tuple[Said, ...]]


def composition(  # noqa: PLR0913  as compose, and what a person chose
    series: Iterable[Series],
    findings: Iterable[Finding],
    checks: Iterable[Check],
    environment: Environment,
    policy: Policy,
    *,
    choices: Mapping[int, Choice] = MappingProxyType({}),
) -> Composition:
    """As ``compose``; ``choices`` of a person, by the number of the finding, go before all else."""
    series = tuple(series)
    words = Words({check.name: check for check in checks}, environment)
    points = _points(findings, words, choices)
    held = _held(reasons(series, words.checks.values(), policy))
    sorted_out = _sorted_out(points, words, held, policy)
    drafts: list[Draft] = []
    placed: list[tuple[Patch, Point]] = []
    for one in series:
        decide(one, sorted_out, words.say, words.is_listed)
        for mail in one.mails:
            said = [point for point in sorted_out.fresh[mail.message.message_id] if point.said]
            if said:
                drafts.append(_draft(mail, said, words, policy))
                placed += ((mail, point) for point in said)
    done = (
        replace(
            point.finding,
            text=point.text,
            drafted=point.drafted,
            held="" if point.drafted else _why_not(point, held, policy),
        )
        for point in points
    )
    return Composition(tuple(drafts), tuple(done), partial(_comments, points, placed, words.whole))


def _why_not(point: Point, held: Callable[[Point], str], policy: Policy) -> str:
    """Why a point is in no draft: where another patch's names it, that."""
    if point.held.startswith(SAID_IN):
        return point.held
    return held(point) or ("" if policy.own else point.held)


def _points(
    findings: Iterable[Finding], words: Words, choices: Mapping[int, Choice]
) -> list[Point]:
    """A point for each finding; a person's words speak for all they are for."""
    points = []
    for number, finding in enumerate(findings):
        choice = choices.get(number)
        asked = choice is not None and choice.asked and finding.confidence is Confidence.HIGH
        meant = replace(finding, confidence=Confidence.MODERATE) if asked else finding
        points.append(words.point(meant, choice))
    for point in points:
        if point.choice and point.choice.within is not None:
            speaker = points[point.choice.within]
            here = speaker.finding.message_id == point.finding.message_id
            (speaker.joined if here else speaker.others).append(point)
            point.drafted = True
    return points


def _held(reason: Callable[[Finding], str]) -> Callable[[Point], str]:
    """A function that says why a point is not for a draft: a person's choice before all reasons."""

    def held(point: Point) -> str:
        if point.choice is None:
            return reason(point.finding)
        return "" if point.choice.said else point.choice.why or "dropped"

    return held


def _sorted_out(
    points: Iterable[Point], words: Words, held: Callable[[Point], str], policy: Policy
) -> SortedOut:
    """What is to be said of each mail, and what is not."""
    worded = [point for point in points if point.text]
    fresh = (point for point in worded if not held(point))
    by_mail = _by_mail((*fresh, *told_in_part(worded, held)))
    for message_id, here in by_mail.items():
        by_mail[message_id] = list(worth_saying(here, words.checks, policy))
        join(by_mail[message_id], words.environment)
    left = _by_mail(point for point in worded if point.held)
    raised = _by_mail(told_in_a_reply(worded, held))
    return SortedOut(by_mail, raised, left, _spared(worded, words, held))


def _spared(
    points: Iterable[Point], words: Words, held: Callable[[Point], str]
) -> dict[str, list[tuple[Point, Point]]]:
    """What somebody let pass, by message-id, each with the point there were if nobody had."""
    found: dict[str, list[tuple[Point, Point]]] = defaultdict(list)
    for point in points:
        if point.finding.spared and point.choice is None:
            sure = replace(point.finding, confidence=Confidence.HIGH, unwanted="")
            meant = words.point(sure)
            if meant.text and not held(meant):
                found[point.finding.message_id].append((point, meant))
    return found


def _comments(
    points: Iterable[Point],
    placed: Iterable[tuple[Patch, Point]],
    whole: Callable[[Point], str],
) -> tuple[Said, ...]:
    numbers = {id(point): number for number, point in enumerate(points)}
    return tuple(
        Said(
            tuple(dict.fromkeys(numbers[id(each)] for each in point.everything())),
            mail,
            whole(point),
            quoted(mail, [point], whole)[1],
        )
        for mail, point in placed
    )


def _by_mail(points: Iterable[Point]) -> _ByMail:
    """The points of each mail, by message-id, in the order of their lines."""
    by_mail: dict[str, list[Point]] = defaultdict(list)
    for point in sorted(points, key=_order):
        by_mail[point.finding.message_id].append(point)
    return by_mail


def _draft(mail: Patch, points: Iterable[Point], words: Words, policy: Policy) -> Draft:
    """The reply to one mail."""
    said, text = quoted(mail, points, words.whole)
    is_part = mail.quote is not None and not mail.quote.is_whole
    note = render(words.environment, QUOTED, {}) + "\n\n" if is_part else ""
    who = attribution(mail.answer_to) + whose(mail)
    return reply(mail, f"{note}{who}\n{text}", policy.me, said)


def _order(point: Point) -> tuple[int, int, int, str]:
    finding = point.finding
    return (point.at, finding.body_line, -finding.severity, finding.check)
