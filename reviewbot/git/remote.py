"""Clones and fetches. What of the user's configuration counts for it is listed here.

How to reach a server is the user's to say: proxies, certificates, credential helpers, other
addresses (``url.*.insteadOf``), which ssh. What git does with what it gets is not: no other key is
taken over, nor a repository's own. A server that sends on to another one is not followed, unless
they want that (``http.followRedirects``). Transports that run a command or take an open file
(``ext::``, ``fd::``, other helpers) are refused.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reviewbot.git.settings import settings
from reviewbot.git.start import ask, run

if TYPE_CHECKING:
    from pathlib import Path

_COUNTS = r"^(http|credential|url|ssh)\.|^core\.(sshcommand|gitproxy)$"
_VARIABLES = ("GIT_HTTP_", "GIT_PROXY_", "GIT_SSH", "GIT_SSL_")
_SILENCE = (
    120  # seconds; while a server makes a pack it sends a byte each five (uploadpack.keepAlive)
)
_OURS = (
    # the user's own come behind it and win. Git knows no "only on the same server"
    ("http.followredirects", "false"),
    # a server that falls silent holds no other list up
    ("http.lowspeedlimit", "1"),
    ("http.lowspeedtime", str(_SILENCE)),
    # a repository on this machine may be another user's: it is read, and nothing of it is run
    ("safe.directory", "*"),
)
_PROTOCOLS = "file:git:http:https:ssh"
# git starts this without what it was told itself
_SERVE = "--upload-pack=git -c safe.directory=* upload-pack"


def clone(source: str, git_dir: Path, part: str = "") -> str:
    """Mirror ``source``, a URL, path or bundle, in a directory that is not there yet.

    ``part`` is the option of git's that says how far back. Returns the line of git's that says why
    it failed; ``""`` where it did not.
    """
    # what is on this machine would be taken whole
    shallow = ("--no-local", "--no-single-branch", part) if part else ()
    return run(
        "clone", "--quiet", "--mirror", "--origin=origin", "--template=", *_served(source), *shallow,
        "--", source, str(git_dir.absolute()), env=_environment(),
    ).why  # fmt: skip


def fetch(source: str, git_dir: Path) -> str:
    """Make the refs of a mirror those of ``source``; why that failed, as ``clone`` says it."""
    return ask(
        git_dir, "fetch", "--quiet", "--prune", "--no-tags", "--no-write-fetch-head",
        "--update-head-ok", "--no-recurse-submodules", "--no-auto-maintenance",
        *_served(source), "--", source, "+refs/*:refs/*", env=_environment(),
    ).why  # fmt: skip


def is_begun(source: str) -> bool:
    """Whether there is a repository that has a commit, as far as can be told."""
    return bool(run("ls-remote", *_served(source), "--", source, "HEAD", env=_environment()).text)


def head_of(source: str) -> str:
    """The ref that HEAD of ``source`` names; ``""`` where it says none."""
    told = run("ls-remote", "--symref", *_served(source), "--", source, "HEAD", env=_environment())
    first, _, _ = (told.text or "").partition("\t")
    return first.removeprefix("ref: ") if first.startswith("ref: refs/") else ""


def _served(source: str) -> tuple[str, ...]:
    return (_SERVE,) if source.startswith(("/", "file://")) else ()


def _environment() -> dict[str, str]:
    variables = {name: value for name, value in os.environ.items() if name.startswith(_VARIABLES)}
    theirs = [(each.key, each.value) for each in settings(_COUNTS).values if not each.is_local]
    chosen = [*_OURS, *theirs]
    for number, (key, value) in enumerate(chosen):
        variables[f"GIT_CONFIG_KEY_{number}"] = key
        variables[f"GIT_CONFIG_VALUE_{number}"] = value
    return {
        **variables,
        "GIT_CONFIG_COUNT": str(len(chosen)),
        "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
    }
