"""Prints what dtschema says of bindings as schemas: path, line, its version, and words."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path += sys.argv.pop(1).split(os.pathsep)

import dtschema
from ruamel.yaml.error import YAMLError

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_SCHEMA = (KeyError, TypeError, AttributeError)  # of a file that has not the form of one


def main(*paths: str) -> None:
    """Validate each file against the schema of schemas."""
    for path in paths:
        for line, words in said(path):
            print(json.dumps([path, line, f"dtschema {dtschema.__version__}", words]))  # noqa: T201


def said(path: str) -> Iterator[tuple[int, str]]:
    """Line, 0 where it has none, and words of each complaint."""
    try:
        schema = dtschema.DTSchema(path, line_numbers=True)
    except YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        yield mark.line + 1 if mark else 0, str(getattr(broken, "problem", ""))
        return
    with contextlib.suppress(*_NO_SCHEMA):
        for error in sorted(schema.iter_errors(), key=lambda error: error.linecol):
            yield error.linecol[0] + 1, words(schema.filename, dtschema.format_error(path, error))
    with contextlib.suppress(*_NO_SCHEMA):
        yield from ((0, line) for line in references(schema))


def words(path: str, said: str) -> str:
    """What an error says and its hint, without file and line, and whose schema it is from."""
    first, *others = said.split("\n")
    first = re.sub(r"^(?:\d+:\d+:)? *", "", first.removeprefix(f"{path}:"))
    kept = (line.strip() for line in others if "from schema $id" not in line and path not in line)
    return "\n".join([first, *kept])


def references(schema: dtschema.DTSchema) -> list[str]:
    """What it says of those of a schema."""
    with contextlib.redirect_stderr(io.StringIO()) as told:
        schema.check_schema_refs()
    start = f"{schema.filename}: "
    lines = told.getvalue().split("\n")
    return [line.removeprefix(start) for line in lines if line.startswith(start)]


if __name__ == "__main__":
    main(*sys.argv[1:])
