"""Prints what dtschema says of compiled examples, validated by the bindings of a tree.

Of each: the file, the node, the path of properties below it, a kind and words. Before it come the
properties that a binding gives no type: the binding instead of the file, and no node.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path += sys.argv.pop(1).split(os.pathsep)

import dtschema
from dtschema import dtb_validate, validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION = f"dtschema {dtschema.__version__}"
_KINDS = {"validation": VERSION, "decode": VERSION, "unmatched": "unmatched"}
_WANTING = "False schema does not allow"
_RAW = re.compile(
    r"""\bb['"]"""
)  # the bytes of a property without a type, which is said for itself


def main(processed: str, other: str, *dtbs: str) -> None:
    """Validate, with bindings in place of the tree's: a file by each path, ``null`` for none."""
    schemas = json.loads(Path(processed).read_text("utf-8").split("\n")[1])
    core = schemas.pop("")
    instead = json.loads(Path(other).read_text("utf-8"))
    for path, file in instead.items():
        schemas.pop(path, None)
        if file and (schema := validator.process_schema(file)):
            schemas[path] = {**schema, "$filename": path}
    by_id: dict[str, Any] = {}
    for schema in (*schemas.values(), *core.values()):
        by_id.setdefault(schema["$id"].rstrip("#"), schema)
    validator.process_schemas = lambda *_: by_id  # else it would read thousands of files
    missing = watch_for_missing()
    with contextlib.redirect_stderr(io.StringIO()) as told:
        group = dtb_validate.schema_group(collect_diagnostics=True)
    tell(untyped(told.getvalue(), instead))
    dtb_validate.show_unmatched = True
    improper = {path for path, file in instead.items() if file and not is_proper(file)}
    for dtb in dtbs:
        if dtb.partition("/")[2].removesuffix(".dtb") in improper:  # the rest follows from that
            continue
        tell(said(dtb, group.check_dtb(dtb), missing))


def watch_for_missing() -> list[str]:
    """The schemas that are referred to and not there: dtschema takes ``false`` for each."""
    missing: list[str] = []
    retrieve = validator.DTValidator.retrieve

    def watched(self: Any, uri: str) -> Any:  # noqa: ANN401  dtschema has no types
        if uri not in self.schemas:
            missing.append(uri)
        return retrieve(self, uri)

    validator.DTValidator.retrieve = watched
    return missing


def is_proper(file: str) -> bool:
    """Whether a binding is accepted as a schema; what cannot even be read is not."""
    try:
        return next(dtschema.DTSchema(file).iter_errors(), None) is None
    except Exception:  # noqa: BLE001  whatever a file of a mail makes of it
        return False


def tell(rows: Iterable[list[Any]]) -> None:
    """Print each."""
    for row in rows:
        print(json.dumps(row, default=str))  # noqa: T201


def untyped(told: str, paths: Iterable[str]) -> Iterator[list[Any]]:
    """What it says of the types of properties in these bindings."""
    known = set(paths)
    for line in told.split("\n"):
        path, _, words = line.partition(": ")
        if path in known:
            yield [path, "", [], VERSION, words]


def said(dtb: str, found: Iterable[dict[str, Any]], missing: list[str]) -> Iterator[list[Any]]:
    """What it says of the nodes of a file; what may be for want of a schema is as one unmatched."""
    for one in found:
        if one["type"] not in _KINDS or _RAW.search(one["message"]):
            continue
        wanting = bool(missing) and _WANTING in one["message"]
        kind = "unmatched" if wanting else _KINDS[one["type"]]
        words = without_place(dtb, one.get("formatted", one["message"]))
        yield [dtb, one.get("node") or "", one.get("property_path") or [], kind, words]


def without_place(dtb: str, words: str) -> str:
    """What is said, without file and line, and whose schema it is from."""
    kept = (line.strip() for line in words.split("\n") if "from schema $id" not in line)
    start = rf"^(?:\S*/)?{re.escape(dtb)}:(?:[-\d:]+)? *"
    return "\n".join(re.sub(start, "", line) for line in kept)


if __name__ == "__main__":
    with contextlib.redirect_stderr(io.StringIO()):  # it says everything there, too
        main(*sys.argv[1:])
