"""What voices tell of months they were not learned from: fading, calibration, and what is drafted.

    python benchmarks/voices.py collect ARCHIVE OUT --since 2024 --cut 2025-07-01 --tree LINUX
    python benchmarks/voices.py measure OUT... --cut 2025-07-01 [--plot FILE.svg]

``collect`` writes the chances people had on a list, and what became of all findings since the day of
the cut, as they are before anything is lowered. ``measure`` learns from what is before it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import astuple, dataclass, field
from functools import cache
from itertools import pairwise
from math import inf, log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.backtest.choice import Choice
from reviewbot.backtest.work import Asked as Replayed
from reviewbot.backtest.work import backtest_piece
from reviewbot.checks.registry import select
from reviewbot.knowledge import voices as rule
from reviewbot.knowledge.voices import Voices, usual_of
from reviewbot.model.finding import Confidence, Severity
from reviewbot.model.share import Share
from reviewbot.scan.pieces import pieces
from reviewbot.voices.chances import Chance
from reviewbot.voices.count import HALF_LIFE, Whose, voices
from reviewbot.voices.work import Asked, hear_piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HALF_LIVES = (0.5, 1, 1.5, 2, 3, 4, inf)
STAND_INS = (5, 10, 20, 30, 40, 60)
PEOPLE = 100  # chances before the cut, from which on somebody's voice is measured
BINS = (0, 0.01, 0.02, 0.04, 0.06, 0.08, 0.12, 0.2, 0.4, 1)
NEVER = 2.0  # more than any share
# of the chances taken, to be drafted and to be reported; the revision that is late, what counts of it
RULES = (
    (rule.OFTEN, rule.SELDOM, rule.LATE, rule.OF_LATE),
    (0.08, 0.04, 3, 1.0),
    (0.08, 0.04, 4, 0.5),
    (0.08, 0.04, 3, 0.35),
    (0.04, 0.03, 3, 1.0),
    (0.04, 0.03, 4, 0.25),
    (0.05, 0.03, 3, 0.35),
    (0.04, 0.02, 3, 0.25),
    (0.02, 0.01, 3, 0.15),
)


@dataclass
class Known:
    """What is known of one list, whose address most of its chances came by, by the name of a file."""

    name: str
    chances: list[Chance] = field(default_factory=list)
    # of each finding: check, confidence, revision, outcome
    rows: list[tuple[str, str, int, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Of the list; the name where it had no chances."""
        found = Counter(each for one in self.chances for each in one.lists).most_common(1)
        return found[0][0] if found else self.name


def main() -> None:
    """Collect, or measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True)
    collecting = commands.add_parser("collect")
    collecting.add_argument("archive", type=Path)
    collecting.add_argument("out", type=Path)
    collecting.add_argument("--since", default="2024")
    collecting.add_argument("--tree", type=Path)
    collecting.set_defaults(run=collect)
    measuring = commands.add_parser("measure")
    measuring.add_argument("files", type=Path, nargs="+")
    measuring.add_argument("--plot", type=Path)
    measuring.set_defaults(run=measure)
    for each in (collecting, measuring):
        each.add_argument("--cut", default="2025-07-01")
    options = parser.parse_args()
    options.run(options)


def collect(options: argparse.Namespace) -> None:
    """Write what is known of one archive, a line of JSON each."""
    with options.out.open("w", encoding="utf-8") as out:
        for piece in pieces(options.archive):
            heard = hear_piece(piece, Asked(Choice(options.since), options.tree))
            for chance in heard.chances:
                out.write(json.dumps(astuple(chance)) + "\n")
            tally = backtest_piece(
                piece, Replayed((), Choice(options.cut), options.tree, cached=True)
            )
            for row in tally.rows:
                if not row.known:
                    found = [row.check, row.confidence, row.revision, row.outcome]
                    out.write(json.dumps(found) + "\n")


def read(path: Path) -> Known:
    """What was written."""
    found = Known(path.stem)
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if isinstance(row[-1], str):
            found.rows.append(tuple(row))
        else:
            check, mail, day, lists, people = row
            said = tuple((who, id_) for who, id_ in people)
            found.chances.append(Chance(check, mail, day, tuple(lists), said))
    return found


def measure(options: argparse.Namespace) -> None:
    """Print the tables."""
    known = [read(path) for path in options.files]
    lists = [one.address for one in known]
    before = [[c for c in one.chances if c.day < options.cut] for one in known]
    after = [[c for c in one.chances if c.day >= options.cut] for one in known]
    print(
        *(
            f"{a}: {len(b)} chances before, {len(c)} after"
            for a, b, c in zip(lists, before, after, strict=True)
        ),
        sep="\n",
    )

    @cache
    def learned(half_life: float) -> Voices:
        chances = (chance for each in before for chance in each)
        found = voices(chances, Whose(), half_life)
        heard = [one for one in found if not one.is_list or one.address in lists]
        return Voices("", {one.address: one for one in heard}, usual=usual_of(heard))

    print("\nlog loss of what lists ask for, by half-life (years), and by what stands in")
    cases = [
        (c, a, any(said for _, said in c.people))
        for a, each in zip(lists, after, strict=True)
        for c in each
    ]
    table(lambda h, n: lists_loss(learned(h), cases, n))
    print("\nthe same of people of", PEOPLE, "chances or more, beside their list")
    known_people = Counter(who for each in before for c in each for who, _ in c.people)
    asked = [
        (c, a, who, bool(said))
        for a, each in zip(lists, after, strict=True)
        for c in each
        for who, said in c.people
        if known_people[who] >= PEOPLE
    ]
    table(lambda h, n: people_loss(learned(h), asked, n))
    found = learned(HALF_LIFE)
    print(f"\npredicted against asked, {len(cases)} chances")
    points = list(calibration([(found.expected(c.check, (a,)), said) for c, a, said in cases]))
    for low, high, predicted, share in points:
        ends = "-".join(f"{100 * end:.1f}" for end in share.interval)
        print(
            f"  {100 * low:5.1f}-{100 * high:5.1f} %  {share.whole:5} chances  predicted {100 * predicted:5.1f} %  asked {100 * (share.value or 0):5.1f} % ({ends})"
        )
    if options.plot:
        options.plot.write_text(plot(points), encoding="utf-8")
    print("\ndrafted since the cut: findings, agreed, fixed, ignored, wanted share, agreed share")
    for title, chosen in rules(found):
        drafted(title, known, chosen)


def table(loss: Callable[[float, int], float]) -> None:
    """A line for each half-life."""
    print("        " + "".join(f"{n:>9}" for n in STAND_INS))
    for half_life in HALF_LIVES:
        print(f"  {half_life:>6}" + "".join(f"{loss(half_life, n):9.5f}" for n in STAND_INS))


def lists_loss(learned: Voices, cases: Sequence[tuple[Chance, str, bool]], chances: int) -> float:
    """Of what is expected of lists."""
    with_stand_ins(lists=chances)
    return loss([(learned.expected(c.check, (a,)), said) for c, a, said in cases])


def people_loss(
    learned: Voices, cases: Sequence[tuple[Chance, str, str, bool]], chances: int
) -> float:
    """Of what is expected of people."""
    with_stand_ins(people=chances)
    return loss([(learned.expected(c.check, (a,), (who,)), said) for c, a, who, said in cases])


def with_stand_ins(lists: int | None = None, people: int | None = None) -> None:
    """Have that many chances stand for what is expected before; by default as it is shipped."""
    rule.OF_LISTS = SHIPPED[0] if lists is None else lists
    rule.OF_PEOPLE = SHIPPED[1] if people is None else people


SHIPPED = (rule.OF_LISTS, rule.OF_PEOPLE)


def loss(cases: Sequence[tuple[float, bool]]) -> float:
    """The mean log loss."""
    sure = 1e-4
    shares = ((min(max(p, sure), 1 - sure), said) for p, said in cases)
    found = -sum(log(p if said else 1 - p) for p, said in shares) / max(1, len(cases))
    with_stand_ins()
    return found


def calibration(
    cases: Sequence[tuple[float, bool]],
) -> Iterator[tuple[float, float, float, Share]]:
    """By range of what is expected: its mean, and what was asked."""
    for low, high in pairwise(BINS):
        inside = [(p, said) for p, said in cases if low <= p < high]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            yield low, high, mean, Share(sum(said for _, said in inside), len(inside))


def rules(learned: Voices) -> Iterator[tuple[str, Callable[[str, str, int], bool]]]:
    """Ways to choose what is drafted: of a list, a check and a revision, whether it is."""
    checks = {check.name: check for check in select(())}

    def tier(check: str) -> bool:
        return checks[check].tier.most is Confidence.HIGH

    def by(
        often: float, seldom: float, late: int, of_late: float
    ) -> Callable[[str, str, int], bool]:
        @cache
        def chosen(address: str, check: str, revision: int) -> bool:
            if check not in checks:
                return False
            severity = checks[check].severity
            is_late = severity is Severity.NOTE and revision >= late
            share = learned.expected(check, (address,)) * (of_late if is_late else 1)
            return severity is Severity.ERROR or share >= often or (share >= seldom and tier(check))

        return chosen

    yield "as sure as the check", by(0, 0, 1, 1)
    yield "by tier alone", by(NEVER, 0, 1, 1)
    for often, seldom, late, of_late in RULES:
        title = f"often {often}, seldom {seldom}, from v{late} on counts {of_late}"
        yield title, by(often, seldom, late, of_late)


def drafted(title: str, known: Sequence[Known], chosen: Callable[[str, str, int], bool]) -> None:
    """A line of what became of the findings that are sure and chosen."""
    became = Counter(
        outcome
        for one in known
        for check, confidence, revision, outcome in one.rows
        if confidence == "high" and chosen(one.address, check, revision)
    )
    agreed, fixed, ignored = (became[each] for each in ("agreed", "fixed", "ignored"))
    whole = max(1, agreed + fixed + ignored)
    print(
        f"  {title:52} {became.total():6} {agreed:5} {fixed:5} {ignored:6}  {(agreed + fixed) / whole:6.1%} {agreed / whole:6.1%}"
    )


def plot(points: Sequence[tuple[float, float, float, Share]]) -> str:
    """Predicted against asked with its interval, on scales of square roots, as SVG."""
    size, most = 400, 0.8

    def at(share: float) -> float:
        return round(size * sqrt(min(share, most) / most), 1)

    marks = []
    for _, _, predicted, share in points:
        x, (low, high) = at(predicted), share.interval
        y = size - at(share.value or 0)
        marks.append(
            f'<line x1="{x}" x2="{x}" y1="{size - at(low)}" y2="{size - at(high)}" stroke="#36c"/>'
        )
        marks.append(
            f'<circle cx="{x}" cy="{y}" r="4" fill="#36c"><title>{share.part} of {share.whole}</title></circle>'
        )
    ticks = "".join(
        f'<text x="{at(t)}" y="{size + 18}" text-anchor="middle">{t:.0%}</text>'
        f'<text x="-8" y="{size - at(t) + 4}" text-anchor="end">{t:.0%}</text>'
        for t in (0.01, 0.05, 0.1, 0.2, 0.4, 0.8)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -20 {size + 80} {size + 70}" font-family="sans-serif" font-size="11">'
        f'<rect width="{size}" height="{size}" fill="none" stroke="#888"/>'
        f'<line x1="0" y1="{size}" x2="{size}" y2="0" stroke="#bbb"/>{"".join(marks)}{ticks}'
        f'<text x="{size / 2}" y="{size + 40}" text-anchor="middle">share of chances predicted</text>'
        f'<text transform="translate(-45 {size / 2}) rotate(-90)" text-anchor="middle">share taken</text></svg>\n'
    )


if __name__ == "__main__":
    main()
