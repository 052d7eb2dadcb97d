"""What the user has set up: who they are and where their templates are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.frozen import frozen
from reviewbot.git.settings import Setting, settings
from reviewbot.model.mail import Address
from reviewbot.paths import in_config, in_state, located
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_KEYS = r"^(user\.(name|email)|reviewbot\..*|b4\.midmask|liblore\..*|lore\..*)$"
# what names a file to read, a server to ask or a program to run, is not for a stranger's repository to say
_NOT_OF_A_REPOSITORY = regex(
    r"reviewbot\.(templates|trees?|pairs|conventions|voices|suppress|index|(?:peers|patchwork)\..*)"
    r"|b4\.midmask|(lib)?lore\..*"
)

LORE = "https://lore.kernel.org/all/%s/"
_PEERS = "reviewbot.peers."
_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0", "")  # git-config(1)


@frozen
class Patchwork:
    """The patchwork server checks are posted to, and the command that prints the user's token."""

    url: str = ""
    project: str = ""
    token_command: str = ""


@frozen
class Config:
    """``me`` writes the drafts; ``mine`` (lower case) are the addresses left out of them.

    ``archive`` is the URL of a mail, ``%s`` for its message-id; empty where it is not on the web.
    ``ignored`` is a sentence for each thing that is set, and does not count.
    """

    me: Address | None
    mine: frozenset[str]
    templates: Path | None
    tree: Path | None = None
    trees: Path | None = None
    pairs: Path | None = None
    voice: str = ""
    conventions: Path | None = None
    suppress: Path | None = None
    peers: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    index: bool = True
    patchwork: Patchwork = Patchwork()
    archive: str = LORE
    ignored: tuple[str, ...] = ()


def load() -> Config:
    """Read ``user.name``, ``user.email`` and ``reviewbot.*`` of git's configuration.

    ``reviewbot.address`` (may be repeated) adds addresses of yours; ``reviewbot.templates`` is
    your template directory, by default ``$XDG_CONFIG_HOME/reviewbot/templates`` if it exists;
    ``reviewbot.tree`` is the repository patches are looked at in; ``reviewbot.trees`` says which is
    for which lists, by default ``$XDG_CONFIG_HOME/reviewbot/trees.toml`` if it exists;
    ``reviewbot.pairs`` and ``reviewbot.conventions`` are tables that ``reviewbot learn`` made;
    ``reviewbot.voices`` one that
    ``reviewbot learn --reviews`` made, or ``none``, by default ``$XDG_CONFIG_HOME/reviewbot/voices.toml`` if it exists; ``reviewbot.suppress`` says what is not drafted, by default
    ``$XDG_CONFIG_HOME/reviewbot/suppress.toml`` if it exists; ``reviewbot.peers.NAME`` turns on a
    program of that tree, or off one that is on; ``reviewbot.patchwork.url``, ``.project`` and
    ``.tokenCommand`` are of the server checks are posted to; ``reviewbot.index`` is false where no index is to be
    made of it unasked.

    Files, servers and programs are taken from the user's and the system's configuration only, not from that of
    the repository one stands in: it may be a stranger's, unpacked a minute ago. Raises UsageError
    for a path that leads nowhere.
    """
    values, ignored = _git_config()
    name = values.get("user.name", [""])[-1]
    email = os.environ.get("EMAIL", "") if "user.email" not in values else values["user.email"][-1]
    mine = {email, *values.get("reviewbot.address", ())} - {""}
    return Config(
        me=Address(name, email) if email else None,
        mine=frozenset(address.lower() for address in mine),
        templates=_path(values, "templates") or _usual("templates"),
        tree=_path(values, "tree"),
        trees=_path(values, "trees") or _usual("trees.toml"),
        pairs=_path(values, "pairs"),
        voice=_voice(values),
        conventions=_path(values, "conventions"),
        suppress=_path(values, "suppress") or _usual("suppress.toml"),
        peers=_peers(values, _TRUE),
        without=_peers(values, _FALSE),
        index=values.get("reviewbot.index", ["true"])[-1].lower() in _TRUE,
        archive=_archive(values),
        patchwork=_patchwork(values),
        ignored=ignored,
    )


def feedback() -> Path:
    """Where findings shown and what was said of them are kept."""
    return in_state("feedback.sqlite")


def _path(values: Mapping[str, list[str]], name: str) -> Path | None:
    """The path that is configured last; raises UsageError where it leads nowhere."""
    key = f"reviewbot.{name}"
    last = values.get(key, [""])[-1]
    try:
        return located(last) if last else None
    except ValueError as error:
        raise UsageError(f"{key} in git's configuration: {error}") from error


def _voice(values: Mapping[str, list[str]]) -> str:
    """The table of who asks for what, or that none is used."""
    if values.get("reviewbot.voices", [""])[-1] == "none":
        return "none"
    path = _path(values, "voices") or _usual("voices.toml")
    return str(path) if path else ""


def _archive(values: Mapping[str, list[str]]) -> str:
    """Where b4 looks mails up, if a browser can go there in private."""
    mask = values.get("b4.midmask", [LORE])[-1]
    return mask if mask.startswith("https://") and mask.count("%s") == 1 else ""


def _patchwork(values: Mapping[str, list[str]]) -> Patchwork:
    keys = ("url", "project", "tokencommand")
    return Patchwork(*(values.get(f"reviewbot.patchwork.{key}", [""])[-1] for key in keys))


def _peers(values: Mapping[str, list[str]], words: tuple[str, ...]) -> tuple[str, ...]:
    """The programs of which one of these words is said."""
    meant = (key for key, said in values.items() if said[-1].lower() in words)
    return tuple(key.removeprefix(_PEERS) for key in meant if key.startswith(_PEERS))


def _usual(name: str) -> Path | None:
    """What is there by the usual name."""
    path = in_config(name)
    return path if path.exists() else None


def _git_config() -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The wanted keys with all their values, and what is ignored."""
    try:
        found = settings(_KEYS)
    except UsageError as error:
        return {}, (f"{error}; nothing is taken from its configuration",)
    values: dict[str, list[str]] = {}
    ignored: dict[str, None] = {}
    if found.fault:
        ignored[f"git's configuration here cannot be read: {found.fault}"] = None
    for each in found.values:
        if each.is_local and _NOT_OF_A_REPOSITORY.fullmatch(each.key):
            ignored[_not_taken(each)] = None
        else:
            values.setdefault(each.key, []).append(each.value)
    return values, tuple(ignored)


def _not_taken(setting: Setting) -> str:
    key = setting.key
    return f"{key} of this repository's configuration is ignored; set it with git config --global"
