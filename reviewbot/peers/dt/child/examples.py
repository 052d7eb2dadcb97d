"""Writes the examples of bindings as dtschema compiles them, each line knowing its own.

Of each binding that has any, its path and the path it is to be named by are printed.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path += sys.argv.pop(1).split(os.pathsep)

from typing import TYPE_CHECKING

from dtschema import extract_example
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import LiteralScalarString

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedSeq


def main(*paths: str) -> None:
    """Write PATH.dts for each PATH."""
    for path in paths:
        texts = examples(path)
        if texts:
            Path(f"{path}.json").write_text(json.dumps({"examples": texts}), "utf-8")
            sys.argv[1:] = [f"{path}.json"]
            with contextlib.redirect_stdout(io.StringIO()) as dts:
                extract_example.main()
            Path(f"{path}.dts").write_text(dts.getvalue(), "utf-8")
            print(json.dumps([path]))  # noqa: T201


def examples(path: str) -> list[str]:
    """The texts of the examples, each after a line that says where it stands."""
    tree = path.partition("/")[2]
    try:
        listed = YAML(typ="rt").load(Path(path).read_text("utf-8"))["examples"]
        return [
            f'\n#line {line(listed, number)} "{tree}"\n{text}' for number, text in enumerate(listed)
        ]
    except (YAMLError, UnicodeDecodeError, *_NONE):  # others say so
        return []


_NONE = (KeyError, TypeError, AttributeError)  # no such list


def line(listed: CommentedSeq, number: int) -> int:
    """The line the text of an example begins in."""
    below = isinstance(listed[number], LiteralScalarString)
    return int(listed.lc.item(number)[0]) + 1 + below


if __name__ == "__main__":
    main(*sys.argv[1:])
