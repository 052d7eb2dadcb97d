"""``reviewbot new-check``: the files of a check, ready to fill in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.regex import regex
from reviewbot.reply.wording import template_root

if TYPE_CHECKING:
    from pathlib import Path

_NAME = regex(r"([a-z][a-z0-9]*)\.([a-z][a-z0-9_]*)")


def new_check(name: str, checkout: Path) -> tuple[Path, ...]:
    """Write module, wording, cases and corpus mails of check FAMILY.NAME; returns the new paths.

    Raises UsageError where the name is none, the directory is no checkout, or a file exists.
    """
    match = _NAME.fullmatch(name)
    if not match:
        raise UsageError(f"invalid check name {name!r}; expected family.check_name")
    family, check = match.groups()
    if not (checkout / "reviewbot" / "checks").is_dir():
        raise UsageError(f"{checkout} is not a reviewbot checkout (no reviewbot/checks in it)")
    folder = checkout / "reviewbot" / "checks" / family
    corpus = checkout / "corpus" / "checks" / family / check
    wanted = {
        folder / f"{check}.py": "check.py.txt",
        checkout / "templates" / "checks" / family / f"{check}.txt.j2": "wording.txt",
        corpus.with_suffix(".md"): "cases.md.txt",
        corpus / "bad-1.eml": "bad.eml.txt",
        corpus / "good-1.eml": "good.eml.txt",
    }
    if not (folder / "__init__.py").exists():
        wanted[folder / "__init__.py"] = "family.py.txt"
    for path in wanted:
        if os.path.lexists(path):
            raise UsageError(f"{path} exists already")
    try:
        for path, skeleton in wanted.items():
            text = (template_root() / "scaffold" / skeleton).read_text(encoding="utf-8")
            text = text.replace("@FAMILY@", family).replace("@NAME@", check)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:  # over nothing, through no link
                file.write(text)
    except OSError as error:
        raise UsageError(
            f"{error.filename or checkout} cannot be written: {error.strerror}"
        ) from error
    return tuple(sorted(wanted))
