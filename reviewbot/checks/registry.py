"""Finds the checks: ours by walking this package, others' by the entry-point group.

Nothing is registered by hand: the path of a module is the name of its check.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from reviewbot.checks.api import Check
from reviewbot.errors import UsageError
from reviewbot.knowledge.precision import demotion, measured

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

GROUP = "reviewbot.checks"


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check there is, by name; raises UsageError if two packages claim one name."""
    packages = [GROUP, *sorted(entry.value for entry in entry_points(group=GROUP))]
    found: dict[str, Check] = {}
    for package in packages:
        for check in walk(package):
            if check.name in found:
                raise UsageError(
                    f"check {check.name} comes from both {found[check.name].package} and {package}"
                )
            found[check.name] = check
    return tuple(found[name] for name in sorted(found))


def select(names: Iterable[str]) -> tuple[Check, ...]:
    """The checks of these names or families; all where none is named. Raises UsageError."""
    wanted = list(names)
    if not wanted:
        return all_checks()
    chosen = []
    for name in wanted:
        hits = [c for c in all_checks() if name in (c.name, c.name.split(".")[0])]
        if not hits:
            raise UsageError(f"no check is named {name}; see 'reviewbot checks'")
        chosen += hits
    return tuple(check for check in all_checks() if check in chosen)


def walk(package: str) -> Iterator[Check]:
    """The checks in ``package.FAMILY.NAME`` modules."""
    root = importlib.import_module(package)
    for family in pkgutil.iter_modules(root.__path__):
        if not family.ispkg:
            continue
        inside = importlib.import_module(f"{package}.{family.name}")
        for module in pkgutil.iter_modules(inside.__path__):
            if not module.name.startswith("_"):
                path = f"{package}.{family.name}.{module.name}"
                yield _check(importlib.import_module(path), f"{family.name}.{module.name}", package)


def _check(module: ModuleType, name: str, package: str) -> Check:
    doc = (module.__doc__ or "").strip()
    share = measured().get(name)
    annotations = dict(module.check.__annotations__)
    annotations.pop("return", None)
    return Check(
        name=name,
        summary=doc.partition("\n")[0],
        doc=doc,
        severity=module.SEVERITY,
        asked_as=module.ASKED_AS,
        needs=_name(next(iter(annotations.values()), "")),
        bad=tuple(module.BAD),
        good=tuple(module.GOOD),
        run=module.check,
        package=package,
        final_only=getattr(module, "FINAL_ONLY", False),
        aside=getattr(module, "ASIDE", False),
        demoted=demotion(share, module.SEVERITY) if share else "",
    )


def _name(annotation: object) -> str:
    """Of a type written out or, under ``from __future__ import annotations``, a string."""
    return str(getattr(annotation, "__name__", annotation)).rpartition(".")[2]
