"""Writes the bindings of a tree as dtschema validates with them.

First a line of the ids of the files, then one of what came of each; by the path "" there is the
version of dtschema, and its own schemas. What an earlier such file has of the same content is not
made again.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path += sys.argv.pop(1).split(os.pathsep)

import dtschema
from dtschema.validator import process_schema, process_schemas


def main(listed: str, new: str, old: str = "") -> None:
    """Process the files that are listed with their ids."""
    ids = json.loads(Path(listed).read_text("utf-8"))
    known_ids, known = read(old) if old else ({}, {"": process_schemas([])})
    made = {"": known[""]}
    for path, id_ in ids.items():
        schema = process_schema(path) if known_ids.get(path) != id_ else known.get(path)
        if schema:
            made[path] = schema
    lines = [json.dumps(each, default=str) for each in ({"": dtschema.__version__, **ids}, made)]
    Path(new).write_text("\n".join([*lines, "end"]), "utf-8")


def read(path: str) -> list[dict[str, Any]]:
    """The ids, and what came of each."""
    return [json.loads(line) for line in Path(path).read_text("utf-8").split("\n")[:2]]


if __name__ == "__main__":
    with contextlib.redirect_stderr(io.StringIO()):  # thousands of lines about what is in the tree
        main(*sys.argv[1:])
