"""Added module_init() and module_exit() that do no more than a macro would.

Reports the functions, with nothing else in them, for the drivers of knowledge/bus_drivers.toml;
not where a later patch of the series changes one of them. As a question where there is no module_exit(),
in a file that is new: the macro lets the module go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.file.settled import is_changed_later
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True


def _registering() -> Mapping[str, Any]:
    """The drivers by the function that registers them."""
    return by_name("bus_drivers", "drivers", key="register")


_COMES = "static int __init $init(void) { return $register(&$driver); }"
_GOES = "static void __exit $exit(void) { $unregister(&$driver); }"
_ENDS = (f"{_GOES} module_init($init);", f"module_init($init); {_GOES}")
_BOTH = Pattern(f"{_COMES} REST module_exit($exit);", REST=_ENDS, register=_registering)
_ALONE = Pattern(f"{_COMES} module_init($init);", register=_registering)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each pair that the macro writes."""
    for match in new_code(context, _BOTH):
        known = _registering()[match["register"]]
        is_name = match["driver"].isidentifier()  # the macro makes the names of functions of it
        is_plain = is_name and match["unregister"] == known["unregister"]
        if is_plain and not any(
            is_changed_later(context, match[name]) for name in ("init", "exit")
        ):
            facts = {"macro": known["macro"], "driver": match["driver"], "stays": ""}
            yield Remark(match.line.body_line, facts)
    for match in new_code(context, _ALONE):
        known, file = _registering()[match["register"]], file_of(context, match)
        is_all = (
            file is not None and is_new_file(file) and "module_exit" not in match.fragment.words
        )
        if (
            is_all
            and match["driver"].isidentifier()
            and not is_changed_later(context, match["init"])
        ):
            facts = {"macro": known["macro"], "driver": match["driver"], "stays": "yes"}
            yield Remark(match.line.body_line, facts, Confidence.MODERATE)
