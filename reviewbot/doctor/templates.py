"""The user's own wording: whether each file can be read, fits, and replaces something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from reviewbot.doctor.diagnosis import Diagnosis, Health
from reviewbot.reply.wording import environment
from reviewbot.report.summary import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jinja2 import Environment

    from reviewbot.checks.api import Check

_ABOUT = "templates"
_ALWAYS = frozenset({"again", "ask"})  # what every template of a check is given


def templates(folder: Path | None, checks: Iterable[Check]) -> Iterator[Diagnosis]:
    """A line for each file that is no use, then one for all of them."""
    if folder is None:
        yield Diagnosis(Health.MISSING, _ABOUT, "none of your own; the built-in wording is used")
        return
    if not folder.is_dir():
        yield Diagnosis(Health.BROKEN, _ABOUT, f"{folder} is not a directory")
        return
    files = sorted(path for path in folder.rglob("*.j2") if path.is_file())
    shipped = environment(None, {check.package for check in checks})
    broken = [line for path in files for line in _look(path, folder, shipped)]
    yield from broken
    if not broken:
        yield Diagnosis(Health.OK, _ABOUT, f"{count(len(files), 'file')} in {folder}")


def _look(path: Path, folder: Path, shipped: Environment) -> Iterator[Diagnosis]:
    """What is wrong with one file, with its line where it has one."""
    name = path.relative_to(folder).as_posix()
    try:
        whole = shipped.parse(path.read_text(encoding="utf-8"), name)
        shipped.compile(whole, name)
    except jinja2.TemplateSyntaxError as error:
        yield Diagnosis(Health.BROKEN, _ABOUT, f"{path}:{error.lineno}: {error.message}")
        return
    except UnicodeDecodeError as error:
        before = path.read_bytes()[: error.start]
        yield Diagnosis(Health.BROKEN, _ABOUT, f"{path}:{before.count(10) + 1}: not UTF-8")
        return
    except OSError as error:
        yield Diagnosis(Health.BROKEN, _ABOUT, f"{path}: {error.strerror}")
        return
    known = _variables(name, shipped)
    if known is None:
        yield Diagnosis(Health.BROKEN, _ABOUT, f"{path} overrides nothing: no template {name}")
        return
    unknown = find_undeclared_variables(whole) - known - set(shipped.globals)
    seen: set[str] = set()
    for each in whole.find_all(nodes.Name):
        if each.name in unknown and each.name not in seen:
            seen.add(each.name)
            why = f"{each.name} is not a fact of {name} ({', '.join(sorted(known))})"
            yield Diagnosis(Health.BROKEN, _ABOUT, f"{path}:{each.lineno}: {why}")


def _variables(name: str, shipped: Environment) -> frozenset[str] | None:
    """What the built-in template of that name is given; ``None`` where there is none."""
    if shipped.loader is None:
        return None
    try:
        source, _, _ = shipped.loader.get_source(shipped, name)
    except jinja2.TemplateNotFound:
        return None
    return frozenset(find_undeclared_variables(shipped.parse(source))) | _ALWAYS
