"""What stands around a reply: attribution, recipients, subject, threading.

All of it is made of a stranger's headers, so nothing with a line break or a control character
comes out of here (RFC 5322, section 2.2: header injection needs one).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.knowledge.relays import is_list, is_relay, label
from reviewbot.model.mail import Address
from reviewbot.regex import regex
from reviewbot.thread.clean import header_text, visible
from reviewbot.thread.mailboxes import addresses
from reviewbot.thread.people import are_same, is_person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

MAX_RECIPIENTS = 200  # the widest treewide series stay below; beyond, it is an attack
MAX_REPLY_TO = 5
MAX_NAME = 80

# RFC 5322 dot-atom or what real senders put there, ASCII only: no mailer of ours needs SMTPUTF8
_EMAIL = regex(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,256}@[A-Za-z0-9.-]{1,255}")
_MESSAGE_ID = regex(r"[!-;=?-~]{1,980}")  # it must fit a line of 998 (RFC 5322, section 2.1.1)
_MAX_ABOVE = 200  # mails above the one answered: no honest thread is deeper
_REPLY = regex(r"(?:re(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_NO_ID = "@no-message-id.invalid"  # the domain of ids we made up
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def attribution(message: Message) -> str:
    """``On Mon, Apr 13, 2026 at 04:07:01PM +0800, A. Author wrote:``, as mutt's default does.

    The name is that of who wrote the mail: whom one answers. Where a mail lacks name or date, the
    line does without.
    """
    who = header_text(message.author.name)[:MAX_NAME] or header_text(message.author.email)
    if message.date is None:
        return f"{who or 'You'} wrote:"
    return f"On {_when(message.date)}, {who or 'you'} wrote:"


def whose(mail: Patch) -> str:
    """The line of a reply that tells whose patch it quotes, quoted; empty where it has none."""
    first = mail.quote.lines[0] if mail.quote else 0
    above = mail.answer_to.lines[: first - 1] if first else ()
    line = next((line for line in reversed(above) if line.strip()), "")
    is_told = line.rstrip().endswith(":") and not line.startswith(">")
    return f"\n> {visible(line.strip())}" if is_told else ""


def addressed(mail: Patch, me: frozenset[str]) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    """To and Cc of a draft on a patch or cover; see ``recipients``."""
    return recipients(mail.answer_to, me, mail.message.author if mail.quote else None)


def recipients(
    message: Message, me: frozenset[str], quoted: Address | None = None
) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    """To and Cc of a reply to all, nobody twice, without ``me`` (lower-case addresses).

    ``quoted`` is whose words ``message`` quotes where the reply is about those: To them, then.

    To is the author, or ``Reply-To`` where it names a person the mail did not go to anyway, or
    the author by another address. A reply to a mail of one's own goes to whom that went. To is
    empty where nothing tells who wrote the mail: a list is no person to answer.
    """
    to = _usable(addresses(message.to))
    cc = _usable(addresses(message.cc))
    asked = _usable(addresses(message.reply_to, MAX_REPLY_TO))
    people = _usable(
        message.author if _key(one) == _key(message.author) else one  # with the name
        for one in asked
        if is_person(one.email, message.lists)
    )
    reached = {_key(address) for address in (*to, *cc)}
    moved = any(_key(one) not in reached or are_same(one, message.author) for one in people)
    author = (people if moved else ()) or _usable((message.author,))
    taken = set(me)
    meant = _untaken(_usable((quoted,)), taken) if quoted else ()
    first = meant or _untaken(author, taken) or (author and (_untaken(to, taken) or author))
    others = (*author, *to, *cc) if meant else (*asked, *to, *cc)
    return first, _untaken(others, taken | {_key(a) for a in first})[:MAX_RECIPIENTS]


def reply_subject(subject: str) -> str:
    """``Re:`` and the subject, one ``Re:`` only."""
    text = header_text(subject)
    stacked = _REPLY.match(text)
    return f"Re: {text[stacked.end() :] if stacked else text}".rstrip()


def references(message: Message) -> tuple[str, ...]:
    """The ``References`` of a reply (RFC 5322, section 3.6.4).

    Empty where the mail has no usable id of its own: a reply to it cannot be threaded.
    """
    if message.message_id.endswith(_NO_ID) or not _MESSAGE_ID.fullmatch(message.message_id):
        return ()
    before = message.references or message.in_reply_to[:1]
    ids = dict.fromkeys(each for each in before[-_MAX_ABOVE:] if _MESSAGE_ID.fullmatch(each))
    ids.pop(message.message_id, None)
    return (*ids, message.message_id)


def _when(date: datetime) -> str:
    """As mutt does with ``%a, %b %d, %Y at %I:%M:%S%p %z``, in English whatever the locale."""
    offset = date.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    clock = f"{date.hour % 12 or 12:02}:{date:%M:%S}{'AM' if date.hour < 12 else 'PM'}"  # noqa: PLR2004  noon
    day = f"{_DAYS[date.weekday()]}, {_MONTHS[date.month - 1]} {date.day:02}, {date.year:04}"
    return f"{day} at {clock} {zone}"


def _usable(found: Iterable[Address]) -> tuple[Address, ...]:
    """The well-formed ones that reach somebody, names made safe.

    A name that only repeats the address is none, and a list has not that of who wrote through it.
    """
    out = []
    for address in found:
        if _EMAIL.fullmatch(address.email) and not is_relay(address.email):
            name = header_text(address.name)[:MAX_NAME]
            borrowed = is_list(address.email) and bool(label(name)[1])
            repeats = name.lower() == _key(address)
            out.append(Address("" if repeats or borrowed else name, address.email))
    return tuple(out)


def _untaken(found: Iterable[Address], taken: set[str]) -> tuple[Address, ...]:
    """Those not in ``taken``, each once; adds nothing to it."""
    seen = set(taken)
    out = []
    for address in found:
        if _key(address) not in seen:
            seen.add(_key(address))
            out.append(address)
    return tuple(out)


def _key(address: Address) -> str:
    return address.email.lower()
