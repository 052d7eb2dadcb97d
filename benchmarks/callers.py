"""What the callers of each function do with its result, counted over a tree of C files.

    python benchmarks/callers.py TREE NAMES > callers.tsv

NAMES is a file of function names. One line per function: name, calls, and how many of them are
statements of their own (bare), tested in some way (is_err, …), returned as they are, or have a
fate that is not seen here (other). The counts of knowledge/failing.toml are made with it.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.file.statements import Call, Statement, StatementKind, Use, flat

if TYPE_CHECKING:
    from reviewbot.context.c.file.function import Function

_COLUMNS = ("bare", "is_err", "is_err_or_null", "null", "negative", "nonzero", "returned", "other")
_NAME = re.compile(r"[^\W\d]\w*")


def fate(test: str, target: str) -> str:
    """How a condition looks at the variable; empty where it does not."""
    text = re.sub(r"\b(?:unlikely|likely|WARN_ON|WARN_ON_ONCE) \(|\s+", "", test)
    text = re.sub(r"\b(?:unlikely|likely|WARN_ON|WARN_ON_ONCE)\(", "(", text)
    name = re.escape(re.sub(r"\s+", "", target))
    for found, pattern in (
        ("is_err_or_null", rf"IS_ERR_OR_NULL\({name}\)"),
        ("is_err", rf"\b(?:IS_ERR|PTR_ERR_OR_ZERO)\({name}\)"),
        ("null", rf"!{name}(?![\w.\[-])|(?<![\w.>]){name}[!=]=NULL"),
        ("negative", rf"(?<![\w.>]){name}(?:<|<=|>=|>)-?\w"),
        ("nonzero", rf"(?<![\w.>!]){name}(?![\w.\[(<>-])"),
    ):
        if re.search(pattern, text):
            return found
    return ""


def count(function: Function, counts: dict[str, Counter[str]], names: frozenset[str]) -> None:
    """Add the calls a function makes of ``names``."""
    everything = list(flat(function.statements))
    for index, statement in enumerate(everything):
        for call in statement.calls:
            if call.callee in names:
                after = everything[index : index + 4]
                counts[call.callee][_fate(call, statement.kind, after)] += 1


def _fate(call: Call, kind: StatementKind, after: list[Statement]) -> str:
    if call.use is Use.BARE:
        return "bare"
    if call.use is Use.RETURNED:
        return "returned"
    if call.use is Use.CONDITION and kind is StatementKind.IF:
        head = re.escape(call.callee)
        text = re.sub(r"\s+", "", after[0].text)
        if re.search(rf"IS_ERR\({head}\(", text):
            return "is_err"
        return "negative" if re.search(rf"{head}\(.*\)<0", text) else "nonzero"
    return _later(call.target, after) if call.use is Use.ASSIGNED and call.target else "other"


def _later(target: str, after: list[Statement]) -> str:
    """What the statements behind the call look at."""
    for each in after:
        if each.kind is StatementKind.RETURN and each.text == target:
            return "returned"
        if each.kind in (
            StatementKind.IF,
            StatementKind.RETURN,
            StatementKind.LOOP,
            StatementKind.SWITCH,
        ):
            found = fate(each.text, target)
            if found:
                return found
    return "other"


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tree", type=Path)
    parser.add_argument("names", type=Path)
    options = parser.parse_args()
    names = frozenset(options.names.read_text(encoding="utf-8").split())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(options.tree.rglob("*.c")):
        if path.relative_to(options.tree).parts[0] in ("tools", "samples", "scripts"):
            continue
        for definition in definitions(path.read_bytes()):
            if definition.kind is DefinitionKind.FUNCTION and not names.isdisjoint(
                _NAME.findall(definition.text)
            ):
                function = read(definition)
                if function:
                    count(function, counts, names)
    print("name", "calls", *_COLUMNS, sep="\t")
    for name, found in sorted(counts.items()):
        print(name, sum(found.values()), *(found[each] for each in _COLUMNS), sep="\t")


if __name__ == "__main__":
    main()
