"""What ``reviewbot checks`` and ``reviewbot explain`` print."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from reviewbot.checks.example import example_patch, wanted
from reviewbot.checks.pages import cases_of, contract
from reviewbot.knowledge.renamed import recorded_name
from reviewbot.model.tier import Tier
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewbot.checks.api import Check
    from reviewbot.checks.cases import Case

_READ = regex(r"\d+ hits?, (\d+) read, (\d+) false")
_WANTED = regex(
    r"(?:Readers|One) who had written none of it read [^:]{1,300}: (\d+) read, (\d+) true and wanted"
)


def listing(checks: Iterable[Check], said: Mapping[str, str] | None = None) -> str:
    """A line per check: name, severity, how many of its hits that were read were wrong, summary.

    And its tier, with what became of its findings, where that was measured.

    ``said`` is what users said of its findings, by its name or a former one.
    """
    said = said or {}
    rows = [
        (
            check.name,
            check.severity.name.lower(),
            _wrong(check),
            _summary(check) + _feedback(check, said),
        )
        for check in checks
    ]
    name, severity, wrong = (max((len(row[i]) for row in rows), default=0) for i in range(3))
    return "".join(f"{n:{name}}  {s:{severity}}  {w:{wrong}}  {text}\n" for n, s, w, text in rows)


def _wrong(check: Check) -> str:
    """``0 of 30 wrong``, as its page says; what was not measured is a dash."""
    found = read_and_wrong(check)
    return f"{found[1]} of {found[0]} wrong" if found else "-"


def read_and_wrong(check: Check) -> tuple[str, str] | None:
    """How many of its hits were read and how many of those were wrong, as its page says."""
    found = _READ.match(cases_of(check).measured)
    return (found[1], found[2]) if found else None


def read_and_wanted(check: Check) -> tuple[int, int]:
    """How many of its drafts others than who wrote it read, and how many were worth sending."""
    text = " ".join(cases_of(check).measured.split())
    counts = [(int(read), int(wanted)) for read, wanted in _WANTED.findall(text)]
    return sum(read for read, _ in counts), sum(wanted for _, wanted in counts)


def measurements(checks: Iterable[Check]) -> str:
    """A paragraph per check: how often it was wrong, as its page says."""
    paragraphs = (f"{check.name}: {cases_of(check).measured or 'not measured'}" for check in checks)
    return "\n\n".join(map(fill, paragraphs)) + "\n"


def _summary(check: Check) -> str:
    summary = check.summary.replace("``", "`")
    return f"{summary} ({_tier(check)})" if check.tier != Tier() else summary


def _feedback(check: Check, said: Mapping[str, str]) -> str:
    name = recorded_name(check.name, said)
    former = f" as {name}" if name != check.name else ""
    return f" [feedback: {said[name]}{former}]" if name else ""


def _tier(check: Check) -> str:
    """``ask: 12 hits, 3 of 8 acted on, 2.1 wanted``."""
    return f"{check.tier.name}: {check.tier.figures}"


def explanation(check: Check) -> str:
    """All there is to know about a check, its examples as the mails they stand for."""
    parts = [
        f"{check.name}  ({check.severity.name.lower()}, needs {check.needs.__name__})",
        contract(check).replace("``", "`"),
    ]
    parts += [f"Tier: {_tier(check)}."] if check.tier != Tier() else []
    parts += [f"Not a mail of its own: {check.tier.alone}."] if check.tier.alone else []
    cases = cases_of(check)
    if cases.measured:
        parts.append(fill(f"Measured: {cases.measured}"))
    if cases.replayed:
        parts.append(f"What became of what it said:\n\n{cases.replayed}")
    for case in cases.said:
        parts.append(f"Commented on ({case.title}):\n\n{commented_mail(case)}")
        if case.fixed:
            parts.append("Its fix-up:\n\n" + "\n".join(f"    {line}" for line in case.fixed))
    for case in cases.quiet:
        parts.append(f"Not commented on ({case.title}):\n\n{commented_mail(case)}")
    if cases.asked:
        parts.append(
            "Reviewers ask for the same so:\n\n" + "\n".join(f"    {s}" for s in cases.asked)
        )
    parts.append(f"Wording: {check.template} (put your own below your template directory)")
    return "\n\n".join(parts) + "\n"


def commented_mail(case: Case) -> str:
    """The mail of a case, with an arrow at each line that is commented on."""
    at = {line for line, _ in wanted(case)}
    lines = enumerate(example_patch(case.mail).message.lines, 1)
    return "\n".join(f"{' -> ' if n in at else '    '}{line}".rstrip() for n, line in lines)
