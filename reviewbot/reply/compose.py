"""From findings to drafts: what is said, where, and what is only said once.

One draft a mail. The same point again in a mail is worded shorter; from the sixth on it is only
counted. What a later patch repeats is named in the draft of the earlier one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from reviewbot.model.draft import Draft
from reviewbot.model.finding import Confidence
from reviewbot.reply.frames import addressed, attribution, references, reply_subject
from reviewbot.reply.held import Voice, reasons
from reviewbot.reply.quote import Comment, quote
from reviewbot.reply.wording import render, word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from jinja2 import Environment

    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

MOST = 5  # comments of one check in one mail
ASIDES = 3  # different asides that make a mail of their own
NEAR = 3  # lines below its own that a comment still waits for
SAME = "reply/same.txt.j2"
QUOTED = "reply/quoted.txt.j2"


class _Say(Protocol):
    """Words a finding, shorter where the point is made ``again``."""

    def __call__(self, finding: Finding, *, again: bool = False) -> str: ...


@dataclass
class _Point:
    """A finding on its way into a draft.

    ``text`` words it whole; ``said`` is what stands at its line, empty where nothing does.
    ``more_lines``, ``alike`` and ``patches`` are what it stands for besides its own line: how many
    lines below where the same holds, how many with other facts, and later patches.
    """

    finding: Finding
    text: str
    said: str = ""
    held: str = ""
    drafted: bool = False
    more_lines: int = 0
    alike: int = 0
    patches: list[str] = field(default_factory=list)

    @property
    def same(self) -> tuple[str, str]:
        """Equal for two points that would tell the author the same."""
        return (self.finding.check, self.text)

    def note(self, later: Patch) -> None:
        """Remember that this holds for a later patch too."""
        label = f"{later.subject.index}/{later.subject.expected}"
        if label not in self.patches:
            self.patches.append(label)


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

    def say(finding: Finding, *, again: bool = False) -> str:
        asks = finding.confidence < Confidence.HIGH
        return word(environment, by_name[finding.check], finding, again=again, ask=asks)

    points = [_Point(finding, say(finding)) for finding in findings]
    wanted = (point for point in points if point.text and not held(point.finding))
    by_mail = _by_mail(wanted)
    if not voice.asides:
        for message_id, here in by_mail.items():
            by_mail[message_id] = _without_lone_asides(here, by_name)

    drafts: list[Draft] = []
    for one in series:
        _decide(one, by_mail, say)
        for mail in one.mails:
            said = [point for point in by_mail[mail.message.message_id] if point.said]
            if said:
                drafts.append(_draft(mail, said, environment, voice))
    done = (
        replace(
            point.finding,
            text=point.text,
            drafted=point.drafted,
            held=held(point.finding) or point.held,
        )
        for point in points
    )
    return tuple(drafts), tuple(done)


def _by_mail(points: Iterable[_Point]) -> dict[str, list[_Point]]:
    """The points of each mail, by message-id, in the order of their lines."""
    by_mail: dict[str, list[_Point]] = defaultdict(list)
    for point in sorted(points, key=_order):
        by_mail[point.finding.message_id].append(point)
    return by_mail


def _without_lone_asides(points: list[_Point], checks: Mapping[str, Check]) -> list[_Point]:
    """The points, or none where they are a few asides and nothing else: not worth a mail."""
    asides = all(checks[point.finding.check].aside for point in points)
    if not asides or len({point.same for point in points}) >= ASIDES:
        return points
    for point in points:
        point.held = "too little for a mail"
    return []


def _decide(series: Series, by_mail: Mapping[str, Sequence[_Point]], say: _Say) -> None:
    """Settle what each point of the series says at its line, and which stand for others."""
    earlier: dict[tuple[str, str], _Point] = {}
    for mail in series.mails:
        points = by_mail[mail.message.message_id]
        known = [point for point in points if point.same in earlier]
        for point in known:
            earlier[point.same].note(mail)
        if len(known) == len(points):
            continue  # nothing new here: the earlier draft names this patch
        _place(points, {point.same for point in known}, say)
        for point in points:
            if point.said:
                earlier.setdefault(point.same, point)


def _place(points: Iterable[_Point], known: Collection[tuple[str, str]], say: _Say) -> None:
    """Say what one mail's points say at their lines; ``known`` was said in an earlier mail."""
    placed: dict[str, list[_Point]] = defaultdict(list)
    left: dict[str, dict[int, _Point]] = defaultdict(dict)
    for point in points:
        finding = point.finding
        before = placed[finding.check]
        if any(p.same == point.same and p.finding.body_line == finding.body_line for p in before):
            point.drafted = True  # said at this very line
        elif len(before) < MOST:
            repeated = before or point.same in known
            point.said = say(finding, again=True) if repeated else point.text
            point.drafted = bool(point.said)
            if point.said:
                before.append(point)
        elif finding.body_line > before[-1].finding.body_line:
            left[finding.check][finding.body_line] = point
    for check, lines in left.items():
        last = placed[check][-1]
        last.more_lines = sum(point.same == last.same for point in lines.values())
        last.alike = len(lines) - last.more_lines


def _draft(mail: Patch, points: Iterable[_Point], environment: Environment, voice: Voice) -> Draft:
    """The reply to one mail."""
    by_line: dict[int, list[_Point]] = defaultdict(list)
    message = mail.answer_to
    for point in points:
        by_line[_below(point.finding)].append(point)
    comments = {
        line: Comment(
            text="\n\n".join(_whole(point, environment) for point in here),
            landmarks=_landmarks(mail, line),
            covers=tuple(
                at
                for point in here
                for at in (point.finding.body_line, *(each.at for each in point.finding.related))
            ),
        )
        for line, here in by_line.items()
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
    )


def _below(finding: Finding) -> int:
    """The line the comment stands below: a related line that follows at once is quoted, too."""
    near = (each.at for each in finding.related if 0 < each.at - finding.body_line <= NEAR)
    return max((finding.body_line, *near))


def _whole(point: _Point, environment: Environment) -> str:
    """What a point says, and the line that tells where else it holds."""
    values = {
        "lines": point.more_lines,
        "alike": point.alike,
        "patches": tuple(point.patches),
    }
    same = render(environment, SAME, values) if any(values.values()) else ""
    after_code = point.said.rpartition("\n")[2].startswith((" ", "\t"))
    return point.said + ("\n\n" if after_code else "\n") + same if same else point.said


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


def _order(point: _Point) -> tuple[int, int, str]:
    finding = point.finding
    return (finding.body_line, -finding.severity, finding.check)
