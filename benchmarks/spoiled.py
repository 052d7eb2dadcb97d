"""How much of what is spoiled in good code is found, and what is said of it as it is.

    python benchmarks/spoiled.py TREE [--places 50] [--show CHECK] [NAME...]

For each check with an entry in ``SPOILS``, files of the tree that have the good form get the bad one
at a random place, and are then read as files that a patch adds. Found: the check remarks within
three lines of it, or lists the place. *As it is* counts what the check says of the same files
unspoiled: each is a false alarm or a place where the tree itself has the bad form; ``--show`` prints
them, and the places missed.
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.checks.example import example_context
from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.git.start import ask
from reviewbot.model.budget import TooLargeError, budget
from reviewbot.model.finding import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.checks.api import Check

NEAR = 3
LARGEST = 60_000  # bytes of a file
ASKED_FOR = Confidence.MODERATE  # what is asked counts as found


@dataclass(frozen=True)
class Spoil:
    """Code in the good form and what is put there; ``word`` finds the files that may have it."""

    word: str
    good: str
    bad: str
    needs: str = ""  # what the function has in front of it

    def places(self, text: str) -> list[re.Match[str]]:
        """Where the file has the good form."""
        needed = re.compile(self.needs, re.MULTILINE) if self.needs else None
        return [
            match
            for match in re.finditer(self.good, text, re.MULTILINE)
            if needed is None
            or needed.search(text, text.rfind("\n}\n", 0, match.start()) + 1, match.start())
        ]


ARGUMENT = r"[\w>.\[\]-]+"
SPOILS = {
    "flow.else_after_return": Spoil(
        "return",
        r"^(\t+)(if \(.*\))\n\1\t(return [^;{}]*;)\n\n?\1(\w[\w>.\[\]-]* = [^;{}\n]*;)\n",
        r"\1\2\n\1\t\3\n\1else\n\1\t\4\n",
    ),
    "alloc.sizeof_type": Spoil(
        "kzalloc",
        r"(\t(\w+) = (?:devm_)?kzalloc\((?:[\w>.&-]+, )?)sizeof\(\*\2\)",
        r"\1sizeof(struct TYPE)",
        r"^\tstruct (\w+) \*",
    ),
    "alloc.array": Spoil(
        "kcalloc", rf"\bkcalloc\((\w+), (sizeof\(\*{ARGUMENT}\)),", r"kzalloc(\1 * \2,"
    ),
    "init.overwritten": Spoil("ret", r"^\tint ret;\n\n\tret = ", "\tint ret = 0;\n\n\tret = "),
    "flow.return_last_call": Spoil(
        "return",
        r"^\treturn ((?:regmap_write|regmap_update_bits|clk_prepare_enable)\([^;{}]*\));\n}",
        "\tret = \\1;\n\tif (ret)\n\t\treturn ret;\n\n\treturn 0;\n}",
        r"^\tint ret;",
    ),
    "probe.dev_err_probe_value": Spoil(
        "dev_err_probe",
        r"^\t\treturn (dev_err_probe\([\w&>.-]+, (\w+),[^;{}]*\));\n",
        "\t{\n\t\t\\1;\n\t\treturn \\2;\n\t}\n",
    ),
    "probe.dev_err_probe_prints": Spoil(
        "dev_err_probe",
        r"(\bdev_err_probe\([\w&>.-]+, (ret), *\n?\t* *\"[^\"%]*)\\n\"\)",
        r'\1: %d\\n", \2)',
    ),
    "log.newline": Spoil("dev_err", r'(\bdev_err\([\w&>.-]+, "[^"%]*\w)\\n"', r'\1"'),
    "log.ptr_err": Spoil(
        "%pe", r'(\bdev_err\([\w&>.-]+, "[^"%]*)%pe(\\n"),\s*(\w+)\)', r"\1%ld\2, PTR_ERR(\3))"
    ),
    "sysfs.emit": Spoil("sysfs_emit", r"\bsysfs_emit\(buf, ", "sprintf(buf, "),
    "bits.unaligned": Spoil(
        "get_unaligned_be16", r"get_unaligned_be16\(&?(\w+)(?:\[0\])?\)", r"(\1[0] << 8 | \1[1])"
    ),
    "bool.redundant_ternary": Spoil(
        "bool", r"^\treturn (\w[\w>.-]* == \w+);", r"\treturn \1 ? true : false;"
    ),
    "table.terminator_comma": Spoil("MODULE_DEVICE_TABLE", r"^\t\{ ?\}\n};", "\t{ },\n};"),
    "module.of_match_ptr": Spoil(
        "of_match_table", r"\.of_match_table(\s*)= (\w+),", r".of_match_table\1= of_match_ptr(\2),"
    ),
    "devm.action_or_reset": Spoil(
        "devm_add_action_or_reset",
        r"(\bret = )devm_add_action_or_reset(\([^;]*\);\n\tif \(ret\)\n\t\treturn ret;)",
        r"\1devm_add_action\2",
    ),
    "num.minmax": Spoil("min", r"^\t(\w+) = min\(\1, (\w+)\);", "\tif (\\1 > \\2)\n\t\t\\1 = \\2;"),
    "str.choices": Spoil("str_on_off", r"\bstr_on_off\((\w+)\)", r'\1 ? "on" : "off"'),
    "regmap.set_clear": Spoil(
        "regmap_set_bits",
        rf"\bregmap_set_bits\(({ARGUMENT}),\s*(\w+),\s*(\w+)\)",
        r"regmap_update_bits(\1, \2, \3, \3)",
    ),
    "pm.old_macros": Spoil(
        "DEFINE_SIMPLE_DEV_PM_OPS",
        r"^static DEFINE_SIMPLE_DEV_PM_OPS\(",
        "static SIMPLE_DEV_PM_OPS(",
    ),
    "module.owner": Spoil(
        "module_platform_driver",
        r"^\t\.driver(\s*)= \{\n\t\t\.name",
        "\t.driver\\1= {\n\t\t.owner = THIS_MODULE,\n\t\t.name",
    ),
    "style.blank_before_errcheck": Spoil(
        "ret", r"^(\t+ret = \w+\([^;{}]*\);)\n(\t+if \(ret\))", "\\1\n\n\\2"
    ),
    "style.blank_after_brace": Spoil("if", r"^(\t+if \(.*\) \{)\n(\t+\w)", "\\1\n\n\\2"),
    "log.duplicate_error": Spoil(
        "kzalloc",
        r"(\b(\w+) = kzalloc\([^;]*\);\n\tif \(!\2\)) ?\n\t\treturn -ENOMEM;",
        '\\1 {\n\t\tpr_err("no memory\\\\n");\n\t\treturn -ENOMEM;\n\t}',
    ),
}


def main() -> None:
    """Print a row for each check."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tree", type=Path)
    parser.add_argument("names", nargs="*", default=sorted(SPOILS))
    parser.add_argument("--places", type=int, default=50)
    parser.add_argument("--show", default="")
    options = parser.parse_intermixed_args()
    print(f"{'check':30} {'found':>7} {'as it is':>9}")
    with Repository(options.tree) as tree:
        for name in options.names:
            (check,) = select([name])
            drivers = files(options.tree, tree, SPOILS[name].word)
            found, places, said = measured(
                check, SPOILS[name], drivers, options.places, show=options.show == name
            )
            print(f"{name:30} {found:3}/{places:3} {said:9}")


def measured(
    check: Check, spoil: Spoil, drivers: Iterable[tuple[str, str]], most: int, *, show: bool
) -> tuple[int, int, int]:
    """How many spoiled places are found, of how many, and what is said of the files as they are."""
    found = places = said = 0
    for path, text in drivers:
        if places == most:
            break
        sites = spoil.places(text)
        if not sites:
            continue
        site = random.Random(path).choice(sites)  # noqa: S311  the same in every run
        bad = text[: site.start()] + replaced(site, spoil) + text[site.end() :]
        first = text.count("\n", 0, site.start()) + 1
        last = first + replaced(site, spoil).count("\n")
        places += 1
        is_found = any(first - NEAR <= at <= last + NEAR for at in lines(check, path, bad))
        found += is_found
        as_it_is = lines(check, path, text)
        said += len(as_it_is)
        if show:
            print(f"  {path}:{first} {'found' if is_found else 'MISSED'}; as it is: {as_it_is}")
    return found, places, said


def replaced(site: re.Match[str], spoil: Spoil) -> str:
    """What is put in the place of the good form."""
    told = site.expand(spoil.bad)
    if "struct TYPE" in told and site.lastindex:
        before = site.string[: site.start()]
        types = re.findall(rf"^\tstruct (\w+) \*{re.escape(site[2])};", before, re.MULTILINE)
        told = told.replace("TYPE", types[-1] if types else "unknown")
    return told


def files(git_dir: Path, tree: Repository, word: str) -> Iterator[tuple[str, str]]:
    """Drivers with a word, in a random order that is the same in every run."""
    told = ask(git_dir, "grep", "-l", "-w", "-F", "-e", word, tree.commit, "--", "drivers/*.c")
    paths = [row.partition(":")[2] for row in (told.text or "").split("\n") if row]
    random.Random(word).shuffle(paths)  # noqa: S311  the same
    for path in paths:
        content = tree.file(path) or b""
        if 0 < len(content) <= LARGEST:
            yield path, content.decode("utf-8", "replace").replace("\r", "")


def lines(check: Check, path: str, text: str) -> list[int]:
    """The lines of a file a patch adds at which the check says or asks something."""
    rows = "".join(f"+{row}\n" for row in text.rstrip("\n").split("\n"))
    short = f"Add it.\n---\n--- /dev/null\n+++ b/{path}\n@@\n{rows}"
    context = example_context(short)
    (file,) = context.files
    numbers = {line.body_line: line.new or 0 for hunk in file.hunks for line in hunk.lines}
    try:
        with budget():
            remarks = [r for r in check.run(context) if r.confidence >= ASKED_FOR]
    except TooLargeError:
        return []
    return [numbers[remark.at] for remark in remarks if remark.at in numbers]


if __name__ == "__main__":
    main()
