"""What tests of replies and reports build: mails, findings and checks that are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader

from reviewbot.checks.api import Check, Confidence, DiffContext, Severity
from reviewbot.checks.example import example_patch
from reviewbot.found import locate
from reviewbot.model.finding import Remark
from reviewbot.model.mail import Address
from reviewbot.model.patch import Quote
from reviewbot.model.series import Series
from reviewbot.reply.wording import sandbox, template_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2.sandbox import SandboxedEnvironment

    from reviewbot.model.finding import Fact, Finding
    from reviewbot.model.patch import Patch

DATE = datetime(2026, 3, 2, 9, 5, 7, tzinfo=timezone(timedelta(hours=1)))
AUTHOR = Address("Ada Author", "ada@example.org")


def mail(short: str, subject: str = "[PATCH] misc: frob: Do a thing", **headers: object) -> Patch:
    """The patch of a short form (see ``example_patch``) as a mail with these headers."""
    patch = example_patch(short, subject)
    given: dict[str, object] = {
        "author": AUTHOR,
        "date": DATE,
        "message_id": f"{subject.split(']', maxsplit=1)[0].rsplit(maxsplit=1)[-1].replace('/', '-')}@example.org",
        "to": "frob@lists.example.org",
    }
    return replace(patch, message=replace(patch.message, **(given | headers)))  # type: ignore[arg-type]


def quoted(patch: Patch, *, whole: bool = True) -> Patch:
    """The patch as if only a reviewer's reply to it were there, which quotes it from line 2 on."""
    message = replace(
        patch.message,
        message_id="reply@example.org",
        subject=f"Re: {patch.message.subject}",
        author=Address("Rob Reviewer", "rob@example.org"),
        to="ada@example.org",
        cc="frob@lists.example.org",
        lines=("Ada wrote:", *(f"> {line}" for line in patch.message.lines)),
    )
    lines = tuple(range(2, len(patch.message.lines) + 2))
    return replace(patch, quote=Quote(message, lines, whole))


def series(*mails: Patch) -> Series:
    """A series of these patches; a cover first, where its index says so."""
    cover = mails[0] if mails[0].subject.index == 0 else None
    head = mails[0].subject
    patches = mails[1:] if cover else mails
    return Series(
        head.title, head.revision, head.is_rfc, cover, patches, head.expected or len(patches)
    )


def check(name: str, severity: Severity = Severity.NOTE) -> Check:
    """A check with nothing but a name; findings are made by ``finding``."""
    return Check(
        name=name,
        summary="",
        doc="",
        severity=severity,
        needs=DiffContext,
        run=lambda _context, /: (),
        package="their_checks",
    )


def finding(
    mail: Patch,
    line: str,
    check: Check,
    facts: Mapping[str, Fact] | None = None,
    confidence: Confidence = Confidence.HIGH,
) -> Finding:
    """The check's finding at the one body line that holds ``line``."""
    (at,) = [number for number, text in enumerate(mail.message.lines, 1) if line in text]
    return locate(check, mail, Remark(at, facts or {}, confidence))


def wording(
    templates: Mapping[str, str], replies: Mapping[str, str] | None = None
) -> SandboxedEnvironment:
    """Templates by name of check, with those of the replies themselves, and more of these."""
    by_path = {f"checks/{n.replace('.', '/')}.txt.j2": text for n, text in templates.items()}
    by_path |= {f"reply/{name}.txt.j2": text for name, text in (replies or {}).items()}
    return sandbox(ChoiceLoader([DictLoader(by_path), FileSystemLoader(template_root())]))


def lines_of(body: str, starts: Iterable[str]) -> list[str]:
    """The lines of a body that start with one of these."""
    return [line for line in body.split("\n") if line.startswith(tuple(starts))]
