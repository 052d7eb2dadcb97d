"""What the user has set up: who they are and where their templates are."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from reviewbot.model.mail import Address


@dataclass(frozen=True, slots=True)
class Config:
    """``me`` writes the drafts; ``mine`` (lower case) are the addresses left out of them."""

    me: Address | None
    mine: frozenset[str]
    templates: Path | None
    tree: Path | None = None
    pairs: Path | None = None
    suppress: Path | None = None


def load() -> Config:
    """Read ``user.name``, ``user.email`` and ``reviewbot.*`` of git's configuration.

    ``reviewbot.address`` (may be repeated) adds addresses of yours; ``reviewbot.templates`` is
    your template directory, by default ``$XDG_CONFIG_HOME/reviewbot/templates`` if it exists;
    ``reviewbot.tree`` is the repository patches are looked at in; ``reviewbot.pairs`` a table that
    ``reviewbot learn`` made; ``reviewbot.suppress`` says what is not drafted, by default
    ``$XDG_CONFIG_HOME/reviewbot/suppress.toml`` if it exists.
    """
    values = _git_config()
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


def _git_config() -> dict[str, list[str]]:
    """The wanted keys with all their values; empty where git is absent or unhappy."""
    try:
        done = subprocess.run(
            ["git", "config", "--null", "--get-regexp", r"^(user\.(name|email)|reviewbot\..*)$"],  # noqa: S607  the user's own git
            capture_output=True,
            check=False,
        )
    except OSError:
        return {}
    values: dict[str, list[str]] = {}
    for entry in done.stdout.decode("utf-8", "replace").split("\0"):
        key, newline, value = entry.partition("\n")
        if newline:
            values.setdefault(key, []).append(value)
    return values
