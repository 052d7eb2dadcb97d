r"""What ``watch`` is told: a TOML file that names the lists and says where drafts go.

state = "~/.local/state/reviewbot"      # mirrors of the lists, and what was done
drafts = "~/Mail/reviewbot"             # a maildir, made where it is missing
box = "maildir"                         # or "mbox" (a file), "files" (a directory of .eml), "imap"
deadline = "30s"                        # CPU time of a series; the rest of its checks is skipped
site = "~/public_html/reviewbot"        # where the status is written after each turn; default: nowhere

tree = "~/linux"                        # from here on for all lists, unless one says it itself:
check = ["log", "errors.leak"]          # checks and families; default: all
ask = false                             # ask of what is likely, too
as_final = false                        # review an RFC as what is meant to be applied
positive = false                        # draft a line where nothing was found
templates = "~/netdev/templates"        # default, also of the next: what you have set up for all
suppress = "~/netdev/suppress.toml"     # on top of that
profile = "U-Boot"                      # the project; default: by subject, files and lists
to = "all"                              # or "author": drafts to the author alone
leave_out = ["stable@vger.kernel.org"]  # patterns of addresses that get no draft

[[list]]
name = "linux-modules"
url = "https://lore.kernel.org/linux-modules"   # or a directory of epochs; default: what is piped in
past = "90d"                            # how far back earlier revisions are got when it is new
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
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from reviewbot import toml
from reviewbot.deadline import SECONDS
from reviewbot.errors import UsageError
from reviewbot.frozen import field, fields, frozen
from reviewbot.imap import Account
from reviewbot.paths import located, text_of
from reviewbot.peers.names import BY_THEMSELVES, NAMES
from reviewbot.regex import regex
from reviewbot.watch.entries import duration, flag, one_of, only, text, words
from reviewbot.watch.manner import KEYS, Manner, read_manner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_T = TypeVar("_T")
_BOXES = ("maildir", "mbox", "files", "imap")
_WHAT = ("rfc", "all")
_KEYS = ("state", "drafts", "box", "deadline", "site", "list", "imap", "peers")
_NAME = regex(r"[a-z0-9][a-z0-9._-]{0,63}")


@frozen
class MailingList:
    """One list, and which of its series are reviewed; without a URL, of mails that are piped in."""

    name: str
    url: str = ""
    what: str = "rfc"
    paths: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    quiet: timedelta = timedelta(minutes=30)
    embargo: timedelta = timedelta(0)
    mute: bool = False
    past: timedelta = timedelta(days=90)
    manner: Manner = field(default_factory=Manner)


@frozen
class Settings:
    """The whole file; ``drafts`` means nothing where ``imap`` is there."""

    state: Path
    drafts: Path
    box: str
    lists: tuple[MailingList, ...]
    imap: Account | None = None
    deadline: float = SECONDS
    peers: tuple[str, ...] = ()
    site: Path | None = None


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
    only(table, {*_KEYS, *KEYS}, "the file")
    entries = table.get("list", [])
    if not isinstance(entries, list) or not entries:
        raise ValueError("it names no [[list]]")
    shared = {key: table[key] for key in KEYS & table.keys()}
    lists = tuple(_list(entry, shared) for entry in entries)
    if len({one.name for one in lists}) != len(lists):
        raise ValueError("two lists have the same name")
    box = one_of(table.get("box", "maildir"), _BOXES, "box")
    drafts = "." if box == "imap" else text(table, "drafts", "the file")
    return Settings(
        state=located(text(table, "state", "the file")),
        drafts=located(drafts),
        box=box,
        lists=lists,
        imap=_account(table) if box == "imap" else None,
        deadline=duration(table.get("deadline", f"{SECONDS:.0f}s"), "as deadline").total_seconds(),
        peers=_peers(table, has_tree=any(one.manner.tree for one in lists)),
        site=located(text(table, "site", "the file")) if "site" in table else None,
    )


def _peers(table: dict[str, Any], *, has_tree: bool) -> tuple[str, ...]:
    entry = table.get("peers", {})
    if not isinstance(entry, dict):
        raise ValueError("[peers] is not a table")  # noqa: TRY004  one kind of error for the file
    only(entry, set(NAMES), "[peers]")
    if not all(isinstance(value, bool) for value in entry.values()):
        raise ValueError("each of [peers] must be true or false")
    on = tuple(name for name, value in entry.items() if value)
    if on and not has_tree:
        raise ValueError(f"{on[0]} of [peers] needs a tree")
    themselves = (name for name in BY_THEMSELVES if entry.get(name, has_tree))
    return tuple(dict.fromkeys((*on, *themselves)))


def _account(table: dict[str, Any]) -> Account:
    entry = table.get("imap")
    if not isinstance(entry, dict):
        raise ValueError("it has no [imap]")  # noqa: TRY004  one kind of error for the file
    only(entry, {each.name for each in fields(Account)}, "[imap]")
    port, tls = entry.get("port", 0), entry.get("tls", True)
    if type(port) is not int or not 0 <= port < 1 << 16:
        raise ValueError(f"port of [imap] is not a port number: {port!r}")
    if not isinstance(tls, bool):
        raise ValueError("tls of [imap] must be true or false")  # noqa: TRY004
    given = {"host", "user", "password_command"} | (entry.keys() & {"folder"})
    texts = {key: text(entry, key, "[imap]") for key in sorted(given)}
    if not all(each.isprintable() for each in texts.values()):
        raise ValueError("[imap] has a control character in a value")
    ca_file = located(text(entry, "ca_file", "[imap]")) if "ca_file" in entry else None
    return Account(**texts, port=port, tls=tls, ca_file=ca_file)


def _list(entry: object, shared: dict[str, Any]) -> MailingList:
    if not isinstance(entry, dict):
        raise ValueError("[[list]] is not a table")  # noqa: TRY004  one kind of error for the file
    name = text(entry, "name", "a [[list]]")
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a valid list name: use small letters, digits, . _ -")
    where = f"the list {name}"
    only(entry, {*(each.name for each in fields(MailingList)), *KEYS} - {"manner"}, where)
    patterns = {key: words(entry, key, where) for key in ("paths", "subjects", "authors")}
    for pattern in patterns["subjects"]:
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            raise ValueError(f"{pattern!r} in {where} is not a valid regex: {error}") from error
    return MailingList(
        name=name,
        url=text(entry, "url", where) if "url" in entry else "",
        what=one_of(entry.get("what", "rfc"), _WHAT, "what"),
        **patterns,
        quiet=duration(entry.get("quiet", "30m"), f"in {where}"),
        embargo=duration(entry.get("embargo", "0"), f"in {where}"),
        mute=flag(entry, "mute", where),
        past=duration(entry.get("past", "90d"), f"in {where}"),
        manner=read_manner(shared | entry, where),
    )
