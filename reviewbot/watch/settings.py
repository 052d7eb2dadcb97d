r"""What ``watch`` is told: a TOML file that names the lists and says where drafts go.

state = "~/.local/state/reviewbot"      # mirrors of the lists, and what was done
drafts = "~/Mail/reviewbot"             # a maildir, made where it is missing
box = "maildir"                         # or "mbox" (a file), "files" (a directory of .eml), "imap"
tree = "~/linux"                        # whole files are seen there
deadline = "30s"                        # CPU time of a series; the rest of its checks is skipped

[[list]]
name = "linux-modules"
url = "https://lore.kernel.org/linux-modules"   # or a directory of epochs
what = "rfc"                            # or "all"
paths = ["kernel/module/*"]             # series that touch one of these; default: any
subjects = ["\\bmodule\\b"]             # regexes, one must match; default: any
authors = ["*@example.org"]             # default: any
quiet = "30m"                           # how long an incomplete series waits for the rest
embargo = "0"                           # how long every series waits
mute = false                            # wins over everything

[imap]                                  # for box = "imap", instead of drafts
host = "imap.example.org"
user = "carol"
password_command = "pass show imap"     # prints it on its first line; no shell
folder = "Drafts"
port = 993
ca_file = "~/ca.pem"                    # default: the authorities of the system
tls = true                              # false: only to a bridge on this machine

[peers]                                 # programs of the tree that look at patches, too
checkpatch = true                       # default: false; also kernel-doc, coccinelle, shellcheck, ruff
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from reviewbot import toml
from reviewbot.deadline import SECONDS
from reviewbot.errors import UsageError
from reviewbot.frozen import frozen
from reviewbot.imap import Account
from reviewbot.paths import located, text_of
from reviewbot.peers.names import BY_THEMSELVES, NAMES
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_T = TypeVar("_T")
_BOXES = ("maildir", "mbox", "files", "imap")
_WHAT = ("rfc", "all")
_NAME = regex(r"[a-z0-9][a-z0-9._-]{0,63}")
_TIME = regex(r"(\d{1,6})\s*([smhd]?)")
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}


@frozen
class MailingList:
    """One list, and which of its series are reviewed."""

    name: str
    url: str
    what: str = "rfc"
    paths: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    quiet: timedelta = timedelta(minutes=30)
    embargo: timedelta = timedelta(0)
    mute: bool = False


@frozen
class Settings:
    """The whole file; ``drafts`` means nothing where ``imap`` is there."""

    state: Path
    drafts: Path
    box: str
    tree: Path | None
    lists: tuple[MailingList, ...]
    imap: Account | None = None
    deadline: float = SECONDS
    peers: tuple[str, ...] = ()


def read_settings(path: Path) -> Settings:
    """Read the file; raises UsageError with one sentence for whatever is wrong with it."""
    return _read(path, _settings)


def read_account(path: Path) -> Account:
    """The ``[imap]`` of the file, which needs nothing else then; raises UsageError."""
    return _read(path, _account)


def _read(path: Path, make: Callable[[dict[str, Any]], _T]) -> _T:
    try:
        table = toml.parsed(text_of(path))
    except OSError as error:
        raise UsageError(f"the settings {path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path} is not valid TOML: {error}") from error
    try:
        return make(table)
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error


def _settings(table: dict[str, Any]) -> Settings:
    _only(
        table, {"state", "drafts", "box", "tree", "deadline", "list", "imap", "peers"}, "the file"
    )
    entries = table.get("list", [])
    if not isinstance(entries, list) or not entries:
        raise ValueError("it names no [[list]]")
    lists = tuple(_list(entry) for entry in entries)
    if len({one.name for one in lists}) != len(lists):
        raise ValueError("two lists have the same name")
    box = _one_of(table.get("box", "maildir"), _BOXES, "box")
    drafts = "." if box == "imap" else _text(table, "drafts", "the file")
    return Settings(
        state=located(_text(table, "state", "the file")),
        drafts=located(drafts),
        box=box,
        tree=located(_text(table, "tree", "the file")) if "tree" in table else None,
        lists=lists,
        imap=_account(table) if box == "imap" else None,
        deadline=_time(table.get("deadline", f"{SECONDS:.0f}s"), "as deadline").total_seconds(),
        peers=_peers(table),
    )


def _peers(table: dict[str, Any]) -> tuple[str, ...]:
    entry = table.get("peers", {})
    if not isinstance(entry, dict):
        raise ValueError("[peers] is not a table")  # noqa: TRY004  one kind of error for the file
    _only(entry, set(NAMES), "[peers]")
    if not all(isinstance(value, bool) for value in entry.values()):
        raise ValueError("each of [peers] must be true or false")
    on = tuple(name for name, value in entry.items() if value)
    if on and "tree" not in table:
        raise ValueError(f"{on[0]} of [peers] needs a tree")
    themselves = (name for name in BY_THEMSELVES if entry.get(name, "tree" in table))
    return tuple(dict.fromkeys((*on, *themselves)))


def _account(table: dict[str, Any]) -> Account:
    entry = table.get("imap")
    if not isinstance(entry, dict):
        raise ValueError("it has no [imap]")  # noqa: TRY004  one kind of error for the file
    _only(entry, {field.name for field in fields(Account)}, "[imap]")
    port, tls = entry.get("port", 0), entry.get("tls", True)
    if type(port) is not int or not 0 <= port < 1 << 16:
        raise ValueError(f"port of [imap] is not a port number: {port!r}")
    if not isinstance(tls, bool):
        raise ValueError("tls of [imap] must be true or false")  # noqa: TRY004
    given = {"host", "user", "password_command"} | (entry.keys() & {"folder"})
    texts = {key: _text(entry, key, "[imap]") for key in sorted(given)}
    if not all(text.isprintable() for text in texts.values()):
        raise ValueError("[imap] has a control character in a value")
    ca_file = located(_text(entry, "ca_file", "[imap]")) if "ca_file" in entry else None
    return Account(**texts, port=port, tls=tls, ca_file=ca_file)


def _list(entry: object) -> MailingList:
    if not isinstance(entry, dict):
        raise ValueError("[[list]] is not a table")  # noqa: TRY004  one kind of error for the file
    name = _text(entry, "name", "a [[list]]")
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a valid list name: use small letters, digits, . _ -")
    _only(entry, {field.name for field in fields(MailingList)}, f"the list {name}")
    words = {key: _words(entry, key, name) for key in ("paths", "subjects", "authors")}
    for pattern in words["subjects"]:
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            raise ValueError(
                f"{pattern!r} in the list {name} is not a valid regex: {error}"
            ) from error
    mute = entry.get("mute", False)
    if not isinstance(mute, bool):
        raise ValueError(f"mute of the list {name} must be true or false")  # noqa: TRY004
    return MailingList(
        name=name,
        url=_text(entry, "url", f"the list {name}"),
        what=_one_of(entry.get("what", "rfc"), _WHAT, "what"),
        **words,
        quiet=_time(entry.get("quiet", "30m"), f"in the list {name}"),
        embargo=_time(entry.get("embargo", "0"), f"in the list {name}"),
        mute=mute,
    )


def _only(table: dict[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(table.keys() - known)
    if unknown:
        raise ValueError(f"{where}: unknown key {unknown[0]!r}")


def _text(table: dict[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{where} has no {key}")
    if "\0" in value:
        raise ValueError(f"{key} of {where} contains a NUL byte")
    return value


def _words(table: dict[str, Any], key: str, name: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{key} of the list {name} is not a list of strings")
    return tuple(value)


def _one_of(value: object, known: tuple[str, ...], key: str) -> str:
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{key} is one of {', '.join(known)}, not {value!r}")
    return value


def _time(value: object, where: str) -> timedelta:
    match = _TIME.fullmatch(str(value))
    if not match:
        raise ValueError(f"{value!r} {where} is not a duration; write 30m, 2h or 1d")
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]])
