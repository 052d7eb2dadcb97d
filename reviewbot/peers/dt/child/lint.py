"""Prints what yamllint says of files: path, line, rule and words; nothing of one that is no YAML.

Of the configuration only the rules count, and whose defaults they are; what names files does not.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path += sys.argv.pop(1).split(os.pathsep)

import yaml
from yamllint import linter
from yamllint.config import YamlLintConfig

_SHIPPED = ("default", "relaxed")  # by any other name it would read a file


def main(config: str, *paths: str) -> None:
    """Lint files by the rules of a configuration."""
    said = yaml.safe_load(Path(config).read_text("utf-8"))
    kept = {"rules": said.get("rules", {})}
    if said.get("extends") in _SHIPPED:
        kept["extends"] = said["extends"]
    rules = YamlLintConfig(json.dumps(kept))
    for path in paths:
        problems = list(linter.run(Path(path).read_text("utf-8", "replace"), rules))
        for problem in problems if all(each.rule for each in problems) else ():
            print(json.dumps([path, problem.line, problem.rule, problem.desc]))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
