"""Finds the checks: ours by walking this package, others' by the entry-point group.

Nothing is registered by hand: the path of a module is the name of its check. Each is loaded for
itself, so that one which does not import costs itself. What ours say of themselves is kept for the
next start (``prepared.py``), where their modules are imported when they are called.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.alike import did_you_mean
from reviewbot.checks import prepared
from reviewbot.checks.api import Check, DiffContext
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.when import When
from reviewbot.errors import UsageError
from reviewbot.knowledge.renamed import is_called
from reviewbot.knowledge.tiers import tier_of
from reviewbot.model.finding import Failure, broke

if TYPE_CHECKING:
    import pkgutil
    from collections.abc import Iterable, Iterator, Sequence
    from types import ModuleType

GROUP = "reviewbot.checks"
_ANY = (Exception, SystemExit)  # a module that is also a script may end the process


def all_checks() -> tuple[Check, ...]:
    """Every check that can be loaded, by name; raises UsageError if two packages claim one name."""
    return _loaded()[0]


def unloaded(names: Iterable[str] = ()) -> tuple[Failure, ...]:
    """The checks of these names or families, by default of all, that cannot be loaded."""
    wanted = list(names)
    return tuple(
        failure
        for failure in _loaded()[1]
        if not wanted or any(is_called(failure.check, name) for name in wanted)
    )


def forget() -> None:
    """Load the checks anew when they are next asked for."""
    _loaded.cache_clear()


@cache
def _loaded() -> tuple[tuple[Check, ...], tuple[Failure, ...]]:
    ours, packages = _ours()
    found: dict[str, Check] = {}
    failures: list[Failure] = []
    for package in (GROUP, *packages):
        for check in ours if package == GROUP else walk(package):
            if isinstance(check, Failure):
                failures.append(check)
            elif check.name in found:
                raise UsageError(
                    f"check {check.name} comes from both {found[check.name].package} and {package}"
                )
            else:
                found[check.name] = check
    return tuple(found[name] for name in sorted(found)), tuple(failures)


def _ours() -> tuple[Sequence[Check | Failure], Sequence[str]]:
    """Our checks, and the names of others' packages of them."""
    state = prepared.state()
    known = prepared.read(state, tier_of)
    if known is not None:
        return known
    from importlib.metadata import entry_points  # noqa: PLC0415  it takes longer than all the rest

    packages = sorted(entry.value for entry in entry_points(group=GROUP))
    ours = tuple(walk(GROUP))
    checks = [check for check in ours if isinstance(check, Check)]
    if len(checks) == len(ours):  # what does not load today may tomorrow
        prepared.write(state, checks, packages)
    return ours, packages


def select(names: Iterable[str]) -> tuple[Check, ...]:
    """The checks of these names, former names or families; all where none is named.

    Raises UsageError for a name that no check has.
    """
    wanted = list(names)
    if not wanted:
        return all_checks()
    chosen = []
    for name in wanted:
        hits = [check for check in all_checks() if is_called(check.name, name)]
        if not hits and not unloaded([name]):
            hint = did_you_mean(name, _names()) or "; see 'reviewbot checks'"
            raise UsageError(f"no check is named {name}{hint}")
        chosen += hits
    return tuple(check for check in all_checks() if check in chosen)


def _names() -> set[str]:
    """Of all checks and families."""
    names = {check.name for check in all_checks()}
    return names | {name.partition(".")[0] for name in names}


def walk(package: str) -> Iterator[Check | Failure]:
    """The checks in ``package.FAMILY.NAME`` modules; a failure for what cannot be loaded."""
    try:
        families = [family.name for family in _members(package) if family.ispkg]
    except _ANY as error:  # whatever importing it runs into
        yield broke(error, package)
        return
    for family in families:
        try:
            names = [module.name for module in _members(f"{package}.{family}")]
        except _ANY as error:
            yield broke(error, family)
            continue
        for name in (name for name in names if not name.startswith("_")):
            try:
                module = importlib.import_module(f"{package}.{family}.{name}")
                yield _check(module, f"{family}.{name}", package)
            except _ANY as error:
                yield broke(error, f"{family}.{name}")


def _members(package: str) -> Iterator[pkgutil.ModuleInfo]:
    import pkgutil  # noqa: PLC0415  most starts walk through nothing

    return pkgutil.iter_modules(importlib.import_module(package).__path__)


def _check(module: ModuleType, name: str, package: str) -> Check:
    doc = (module.__doc__ or "").strip()
    return Check(
        name=name,
        summary=doc.partition("\n")[0],
        doc=doc,
        severity=module.SEVERITY,
        needs=_needs(module),
        run=module.check,
        package=package,
        kernel_only=getattr(module, "KERNEL_ONLY", False),
        final_only=getattr(module, "FINAL_ONLY", False),
        mailed=getattr(module, "MAILED", False),
        bug=getattr(module, "BUG", False),
        nit=getattr(module, "NIT", False),
        list_title=getattr(module, "LIST_TITLE", ""),
        varies=tuple(getattr(module, "VARIES", ())),
        aside=getattr(module, "ASIDE", False),
        kinds=tuple(getattr(module, "KINDS", ())),
        named=getattr(module, "NAMED", ""),
        once=getattr(module, "ONCE", False),
        moot_beside=tuple(getattr(module, "MOOT_BESIDE", ())),
        convention=getattr(module, "CONVENTION", ""),
        when=getattr(module, "WHEN", None) or When(tuple(_patterns(vars(module).values()))),
        tier=tier_of(name),
    )


def _patterns(things: Iterable[object]) -> Iterator[Pattern]:
    """The patterns among the values of a module, those in tuples and dicts too."""
    for thing in things:
        if isinstance(thing, Pattern):
            yield thing
        elif isinstance(thing, (tuple, dict)):
            yield from _patterns(thing.values() if isinstance(thing, dict) else thing)


def _needs(module: ModuleType) -> type[DiffContext]:
    """The type of the check's parameter; raises TypeError where it is no context."""
    annotations = dict(module.check.__annotations__)
    annotations.pop("return", None)
    wanted = next(iter(annotations.values()), None)
    if isinstance(wanted, str):  # under ``from __future__ import annotations``
        wanted = getattr(module, wanted.rpartition(".")[2], None)
    if not (isinstance(wanted, type) and issubclass(wanted, DiffContext)):
        raise TypeError(f"the parameter of check() is no context but {wanted}")
    return wanted
