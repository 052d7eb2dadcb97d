"""What the user has set up: who they are and where their templates are."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from reviewbot.errors import UsageError
from reviewbot.git.settings import Setting, settings
from reviewbot.model.mail import Address

_KEYS = r"^(user\.(name|email)|reviewbot\..*|b4\.midmask|liblore\..*|lore\..*)$"
# what names a file to read, or a server to ask, is not for a stranger's repository to say
_NOT_OF_A_REPOSITORY = re.compile(
    r"reviewbot\.(templates|tree|pairs|suppress)|b4\.midmask|(lib)?lore\..*"
)


@dataclass(frozen=True, slots=True)
class Config:
    """``me`` writes the drafts; ``mine`` (lower case) are the addresses left out of them.

    ``ignored`` is a sentence for each thing that is set, and does not count.
    """

    me: Address | None
    mine: frozenset[str]
    templates: Path | None
    tree: Path | None = None
    pairs: Path | None = None
    suppress: Path | None = None
    ignored: tuple[str, ...] = ()


def load() -> Config:
    """Read ``user.name``, ``user.email`` and ``reviewbot.*`` of git's configuration.

    ``reviewbot.address`` (may be repeated) adds addresses of yours; ``reviewbot.templates`` is
    your template directory, by default ``$XDG_CONFIG_HOME/reviewbot/templates`` if it exists;
    ``reviewbot.tree`` is the repository patches are looked at in; ``reviewbot.pairs`` a table that
    ``reviewbot learn`` made; ``reviewbot.suppress`` says what is not drafted, by default
    ``$XDG_CONFIG_HOME/reviewbot/suppress.toml`` if it exists.

    Files and servers are taken from the user's and the system's configuration only, not from that of
    the repository one stands in: it may be a stranger's, unpacked a minute ago.
    """
    values, ignored = _git_config()
    name = values.get("user.name", [""])[-1]
    email = os.environ.get("EMAIL", "") if "user.email" not in values else values["user.email"][-1]
    tree = values.get("reviewbot.tree", [""])[-1]
    pairs = values.get("reviewbot.pairs", [""])[-1]
    mine = {email, *values.get("reviewbot.address", ())} - {""}
    return Config(
        me=Address(name, email) if email else None,
        mine=frozenset(address.lower() for address in mine),
        templates=_file(values.get("reviewbot.templates", [""])[-1], "templates"),
        tree=Path(tree).expanduser() if tree else None,
        pairs=Path(pairs).expanduser() if pairs else None,
        suppress=_file(values.get("reviewbot.suppress", [""])[-1], "suppress.toml"),
        ignored=ignored,
    )


def feedback() -> Path:
    """Where findings shown and what was said of them are kept."""
    home = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(home, "reviewbot", "feedback.sqlite").expanduser()


def _file(configured: str, name: str) -> Path | None:
    """What is configured, or what is there by the usual name."""
    if configured:
        return Path(configured).expanduser()
    home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    default = Path(home, "reviewbot", name).expanduser()
    return default if default.exists() else None


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
