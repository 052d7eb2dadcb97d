"""Findings in words: each as a point, and what a point says where it stands in a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.knowledge.habits import counted, is_telling
from reviewbot.model.finding import Confidence
from reviewbot.places import kind_of
from reviewbot.reply.point import Point
from reviewbot.reply.suggestion import suggested
from reviewbot.reply.wording import render, safe, without, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Finding
    from reviewbot.reply.choice import Choice

SAME = "reply/same.txt.j2"
KEPT = "reply/convention.txt.j2"
LISTED = "reply/listed.txt.j2"


@frozen
class Words:
    """The wording of some checks; its methods raise UsageError for a broken template."""

    checks: Mapping[str, Check]
    environment: Environment

    def say(self, finding: Finding, *, above: Finding | None = None) -> str:
        """What a finding says; shorter below another of its check."""
        asks = finding.confidence < Confidence.HIGH
        said = word(self.environment, self.checks[finding.check], finding, above=above, ask=asks)
        kept = finding.kept
        if asks or above or not said or kept is None or not is_telling(kept):
            return said
        return _below(said, render(self.environment, KEPT, counted(kept)))

    def point(self, finding: Finding, choice: Choice | None = None) -> Point:
        """A finding on its way into a draft."""
        check = self.checks[finding.check]
        core = self.say(without(finding, check.varies)) if check.varies else ""
        return Point(
            finding,
            self.say(finding),
            _gist(finding, check) if check.once else core,
            more_lines=sum(each.again and each.counts for each in finding.related),
            choice=choice,
        )

    def is_listed(self, point: Point) -> bool:
        """Whether several of its check in a mail are one list."""
        return bool(self.checks[point.finding.check].list_title)

    def whole(self, point: Point) -> str:
        """All that is said at the line of a point."""
        if point.words:
            return point.said
        if not point.listed:
            said = suggested(point.said, point.finding)
            return self._with_others(point, said, point.also)
        title = self.checks[point.finding.check].list_title
        entries = [(self.say(one.finding, above=point.finding), one.also) for one in point.listed]
        said = render(self.environment, LISTED, {"title": title, "entries": entries})
        return self._with_others(point, said, ())

    def _with_others(self, point: Point, said: str, patches: tuple[str, ...]) -> str:
        """What a point says, and the line that tells where else it holds."""
        related = point.finding.related
        names = (name for each in related for name in each.names)
        values = {
            "lines": point.more_lines,
            "around": any(
                each.again and each.counts and each.at < point.finding.body_line for each in related
            ),
            "names": tuple(dict.fromkeys(map(safe, names))),
            "alike": point.alike,
            "patches": patches,
        }
        same = render(self.environment, SAME, values) if any(values.values()) else ""
        return _below(said, same) if same else said


def _below(said: str, more: str) -> str:
    """A sentence below what is said, which may end with code."""
    after_code = said.rpartition("\n")[2].startswith((" ", "\t"))
    return said + ("\n\n" if after_code else "\n") + more


def _gist(finding: Finding, check: Check) -> str:
    """What is alike for remarks that stand for each other, whatever else they name."""
    return " ".join((check.name, *map(str, kind_of(finding, check.kinds))))
