"""What a person does not want to hear again, as an entry of their file."""

from __future__ import annotations

import glob
import json
from typing import TYPE_CHECKING

from reviewbot.knowledge.relays import is_list
from reviewbot.suppress import Suppression, bare, parse
from reviewbot.thread.clean import header_text
from reviewbot.thread.mailboxes import addresses

if TYPE_CHECKING:
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch

NO_REASON = "not wanted"  # an entry has to have one
_MOST = 9  # lists that one chooses among


def lists_of(mail: Patch) -> tuple[str, ...]:
    """The lists a mail went to, as To and Cc have them, then that it came by."""
    message = mail.answer_to
    found = [
        each.email.lower()
        for each in (*addresses(message.to), *addresses(message.cc))
        if is_list(each.email) or each.email.lower() in message.lists
    ]
    return tuple(dict.fromkeys((*found, *message.lists)))[:_MOST]


def everywhere(finding: Finding, why: str) -> Suppression:
    """Nothing of this check, wherever."""
    return Suppression(finding.check, header_text(why) or NO_REASON)


def on_list(finding: Finding, why: str, address: str) -> Suppression:
    """Nothing of this check on a list."""
    return Suppression(
        finding.check, header_text(why) or NO_REASON, lists=(glob.escape(header_text(address)),)
    )


def has_line(finding: Finding) -> bool:
    """Whether its line can be told from another."""
    return bool(bare(finding.quote))


def at_line(finding: Finding, why: str) -> Suppression:
    """Nothing of this check at a line that reads as this one does, in this file."""
    return Suppression(
        finding.check,
        header_text(why) or NO_REASON,
        paths=(glob.escape(header_text(finding.path)),) if finding.path else (),
        line=bare(finding.quote),
    )


def with_rule(text: str, rule: Suppression) -> str:
    """The file with one entry more, unless it has it; all else in it stays as it is.

    Raises ValueError where it is no such file, or has the entries written in another way.
    """
    before = parse(text)
    if rule in before:
        return text
    entry = _entry(rule)
    after = f"{text.rstrip()}\n\n{entry}" if text.strip() else entry
    if parse(after) != (*before, rule):
        raise ValueError("its entries cannot be added to")
    return after


def _entry(rule: Suppression) -> str:
    values: dict[str, object] = {"check": rule.check}
    values |= {"paths": list(rule.paths)} if rule.paths else {}
    values |= {"lists": list(rule.lists)} if rule.lists else {}
    values |= {"line": rule.line} if rule.line else {}
    values["reason"] = rule.reason
    # TOML writes strings and lists of them as JSON does, once there are no control characters
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return "".join(("[[suppress]]\n", *lines))
