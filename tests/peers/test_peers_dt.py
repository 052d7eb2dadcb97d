"""What yamllint, dtschema and dtc say of bindings, and what a hostile one makes of them."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewbot.context.repository import Repository
from reviewbot.fetch.source import Fetched
from reviewbot.paths import in_cache
from reviewbot.peers.desk import desk
from reviewbot.peers.dt import schemas, start
from reviewbot.peers.names import BY_THEMSELVES
from reviewbot.pipeline import Options, review
from reviewbot.report.text import render
from support import installed
from trees import commit, make

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reviewbot.model.finding import Finding
    from reviewbot.model.review import Review

pytestmark = pytest.mark.slow
FOLDER = "Documentation/devicetree/bindings/"
PATH = f"{FOLDER}frob/example,frob.yaml"
LINT = f"{FOLDER}.yamllint"
OTHER = f"{FOLDER}frob/example,mill.yaml"
FROB = """\
# SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
%YAML 1.2
---
$id: http://devicetree.org/schemas/frob/example,frob.yaml#
$schema: http://devicetree.org/meta-schemas/core.yaml#

title: Example Frob

maintainers:
  - Dan Developer <dan@example.org>

properties:
  compatible:
    const: example,frob

  reg:
    maxItems: 1

  example,width:
    $ref: /schemas/types.yaml#/definitions/uint32
    enum: [1, 2, 4]
    description: How many widgets a turn takes.

required:
  - compatible
  - reg

additionalProperties: false

examples:
  - |
    frob@1000 {
        compatible = "example,frob";
        reg = <0x1000 0x100>;
        example,width = <2>;
    };
"""
MILL = FROB.replace("example,frob", "example,mill")
RULES = "extends: relaxed\nrules:\n  quoted-strings:\n    required: only-when-needed\n"
TREE = {OTHER: MILL, LINT: RULES}


@pytest.fixture(scope="module")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For all tests that are not about it: to read dtschema's own schemas takes a second."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def own_cache() -> None:
    """Asked for by those that are."""


@pytest.fixture(autouse=True)
def _programs(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, shared_cache: Path
) -> None:
    installed("dtc", "cpp")
    if "own_cache" not in request.fixturenames:
        monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))


def mail(after: str, before: str = "", path: str = PATH) -> bytes:
    """A patch that adds a file, or replaces all of one."""
    old, new = before.splitlines(), after.splitlines()
    source, where = (f"a/{path}", f"-1,{len(old)}") if before else ("/dev/null", "-0,0")
    lines = [
        "From: Dan <dan@example.org>",
        "Message-ID: <1@example.org>",
        "Subject: [PATCH] dt-bindings: frob: add one",
        "To: devicetree@vger.kernel.org",
        "Date: Wed, 14 Jan 2026 17:00:00 +0000",
        "",
        "Add it.",
        "",
        "Signed-off-by: Dan <dan@example.org>",
        "---",
        f"diff --git a/{path} b/{path}",
        *([] if before else ["new file mode 100644"]),
        f"--- {source}",
        f"+++ b/{path}",
        f"@@ {where} +1,{len(new)} @@",
        *changes(old, new),
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def changes(old: list[str], new: list[str]) -> list[str]:
    """Each line that is the same kept, where they are as many; else all replaced."""
    if len(old) != len(new):
        return [*(f"-{line}" for line in old), *(f"+{line}" for line in new)]
    pairs = zip(old, new, strict=True)
    return [line for a, b in pairs for line in ([f" {a}"] if a == b else [f"-{a}", f"+{b}"])]


def reviewed(where: Path, raw: bytes, files: Mapping[str, str] = TREE) -> Review:
    tree = where / "tree"
    if not tree.exists():
        make(tree, files)
    checks = ("binding.lint", "binding.meta_schema", "binding.example")
    outcome = review(
        Fetched((raw,), None, "mail"), Options(checks=checks, tree=tree, peers=BY_THEMSELVES)
    )
    assert not outcome.failures
    return outcome


def told(where: Path, raw: bytes, files: Mapping[str, str] = TREE) -> list[tuple[str, str]]:
    """The line and the words of each remark."""
    outcome = reviewed(where, raw, files)
    assert not outcome.skipped
    return [(one.quote, _words(one)) for one in outcome.findings]


def _words(finding: Finding) -> str:
    words = finding.facts.get("words")
    return words[0] if isinstance(words, tuple) else str(finding.facts["sentence"])


def why(where: Path, raw: bytes) -> set[str]:
    """Why nothing is said."""
    outcome = reviewed(where, raw)
    assert not outcome.findings
    return {one.reason for one in outcome.skipped}


def test_of_a_good_one_nothing_is_said(tmp_path: Path) -> None:
    assert told(tmp_path, mail(FROB)) == []


def test_each_speaks_of_the_line_it_means(tmp_path: Path) -> None:
    lint = FROB.replace("title: Example Frob", 'title: "Example Frob"')
    assert told(tmp_path, mail(lint)) == [
        ('+title: "Example Frob"', "Nit: yamllint wants no quotes here.")
    ]
    meta = FROB.replace("    description: How many widgets a turn takes.\n", "")
    assert told(tmp_path, mail(meta)) == [(
        "+    $ref: /schemas/types.yaml#/definitions/uint32",
        "properties:example,width: 'anyOf' conditional failed, one must be fixed:",
    )]  # fmt: skip
    example = FROB.replace("<2>", "<3>")
    assert told(tmp_path, mail(example)) == [(
        "+        example,width = <3>;",
        "frob@1000 (example,frob): example,width: 3 is not one of [1, 2, 4]",
    )]  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("0x100>;", "0x100>,;", "+        reg = <0x1000 0x100>,;", "syntax error"),
        ("        reg = <0x1000 0x100>;\n", "", "+    frob@1000 {", "(unit_address_vs_reg)"),
    ],
)
def test_the_compiler_speaks_of_the_line_of_the_binding(
    tmp_path: Path, right: str, wrong: str, line: str, words: str
) -> None:
    said = told(tmp_path, mail(FROB.replace(right, wrong)))
    assert [(at, text.partition(":")[0]) for at, text in said][:1] == [(line, words)]


def test_headers_of_the_tree_are_included(tmp_path: Path) -> None:
    header = "#define FROB_WIDE 4\n#define FROB_ODD 3\n"
    files = {**TREE, "include/dt-bindings/frob/frob.h": header}
    using = FROB.replace("  - |\n", "  - |\n    #include <dt-bindings/frob/frob.h>\n\n")
    assert told(tmp_path, mail(using.replace("<2>", "<FROB_WIDE>")), files) == []
    assert [line for line, _ in told(tmp_path, mail(using.replace("<2>", "<FROB_ODD>")))] == [
        "+        example,width = <FROB_ODD>;"
    ]


def test_of_many_lines_of_a_file_three_are_spoken_of(tmp_path: Path) -> None:
    node = FROB[FROB.index("    frob@") :]
    more = [node.replace("1000", f"{number}000").replace("<2>", "<3>") for number in range(2, 7)]
    lines = [line for line, _ in told(tmp_path, mail(FROB + "\n".join(more)))]
    assert lines == ["+        example,width = <3>;"] * 3


def test_what_was_said_before_is_not_said_again(tmp_path: Path) -> None:
    old = FROB.replace("<2>", "<3>")
    files = {**TREE, PATH: old}
    assert told(tmp_path, mail(old.replace("How many", "How few"), old), files) == []
    new = old.replace("const: example,frob", "const: example,rob")
    assert told(tmp_path, mail(new, old), files)


def test_of_a_mail_without_bindings_nothing_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "is_installed", lambda: False)
    assert why(tmp_path, mail("int a;\n", path="a.c")) == set()


def test_without_the_extra_it_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (start, schemas):
        monkeypatch.setattr(module, "is_installed", lambda: False)
    shown = render(reviewed(tmp_path, mail(FROB))).split("\n")
    lines = [line.strip() for line in shown if "[dt]" in line]
    three = "binding.example, binding.lint, binding.meta_schema"
    assert lines == [f"not looked at by {three}, 1 mail: needs reviewbot[dt]"]


@pytest.mark.parametrize("program", ["dtc", "cpp"])
def test_a_missing_program_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == program else which(name))
    assert why(tmp_path, mail(FROB)) == {f"{program} is not installed"}


def test_one_that_does_not_end_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(tmp_path, mail(FROB))  # the schemas are there
    monkeypatch.setattr(
        start.ask, "__kwdefaults__", {"limits": replace(start.LIMITS, seconds=0.05)}
    )
    assert why(tmp_path, mail(FROB)) == {"it took over 0.05 s"}


def test_an_expression_without_end_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = FROB.replace("const: example,frob", "pattern: ^(([a-z,]+)+)+[0-9]$")
    slow = slow.replace('"example,frob"', '"example,frobfrobfrobfrobfrobfrobfrobfrob"')
    monkeypatch.setattr(start.ask, "__kwdefaults__", {"limits": replace(start.LIMITS, cpu=2)})
    reasons = {one.reason for one in reviewed(tmp_path, mail(slow)).skipped}
    assert reasons == {"dt-validate was ended by SIGKILL"}


def test_one_that_takes_too_much_memory_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(tmp_path, mail(FROB))
    limits = replace(start.LIMITS, memory=48 << 20)
    monkeypatch.setattr(start.ask, "__kwdefaults__", {"limits": limits})
    assert all(" ended " in reason for reason in why(tmp_path, mail(FROB)))


DEEP = "a: " + "[" * 5000 + "]" * 5000
LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        (LAUGHS, "aliases"),
        ("a: !!python/object/apply:os.system [id]\n", "tags"),
        (DEEP, "deep"),
        ("a: " + "x" * 300_000, "longer"),
        ("a: 1\n---\nb: 2\n", "document"),
    ],
)
def test_what_would_grow_is_not_handed_over(tmp_path: Path, hostile: str, reason: str) -> None:
    (said,) = why(tmp_path, mail(hostile))
    assert said.startswith("a binding with ")
    assert reason in said


@pytest.mark.parametrize(
    "odd", ["[", "a", "- a\n- b\n", "a: *b\n", "%YAML 9\n---\n", "$id: 1\n$schema: 2\n", "\x07: a"]
)
def test_whatever_else_is_no_schema_breaks_nothing(tmp_path: Path, odd: str) -> None:
    begun = time.monotonic()
    reviewed(tmp_path, mail(odd))
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize(
    "line",
    [
        '#include "{}"',
        "#include <{}>",
        "# /* */ include <{}>",
        "#inc\\\nlude <{}>",
        "%:include <{}>",
        "#define WHERE <{}>\n    #include WHERE",
        '#include "../../../../../../../../..{}"',
        '/include/ "{}"',
        '/ {{ x = /incbin/("{}"); }};',
        '#define INC(a) /a/\n    / {{ x = INC(incbin)("{}"); }};',
    ],
)
def test_no_other_file_is_read(tmp_path: Path, line: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("frob@2 { compatible = <SECRET>; };\n", encoding="utf-8")
    example = f"  - |\n    {line.format(secret)}\n"
    outcome = reviewed(tmp_path, mail(FROB.replace("  - |\n", example)))
    assert "SECRET" not in render(outcome) + "".join(one.text for one in outcome.findings)


def test_the_rules_of_a_tree_name_no_file(tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    out.write_text("rules: {line-length: {max: 3}}\n", encoding="utf-8")
    rules = f"extends: {out}\nignore-from-file: {out}\nlocale: xx\n" + RULES.partition("\n")[2]
    quoted = mail(FROB.replace("title: Example Frob", 'title: "Example Frob"'))
    assert [text for _, text in told(tmp_path, quoted, {**TREE, LINT: rules})] == [
        "Nit: yamllint wants no quotes here."
    ]


def kept() -> list[Path]:
    return sorted(in_cache("dt-schemas").glob("*.json"))


@pytest.mark.usefixtures("own_cache")
def test_the_bindings_of_a_tree_are_read_once(tmp_path: Path) -> None:
    said: list[str] = []
    tree = make(tmp_path / "tree", TREE)
    for _ in range(2):
        with Repository(tree) as repository, desk(repository, (), (), said.append) as at:
            assert [schemas.processed(at)] == kept()
    assert said == ["dtschema reads 1 bindings of the tree, once; this takes a while"]


@pytest.mark.usefixtures("own_cache")
def test_of_another_tree_only_what_differs_is_read(tmp_path: Path) -> None:
    said: list[str] = []
    tree = make(tmp_path / "tree", {**TREE, PATH: FROB})
    for words in ("turn takes", "turn may take"):
        if words not in MILL:
            commit(tree, {OTHER: MILL.replace("turn takes", words)})
        with Repository(tree) as repository, desk(repository, (), (), said.append) as at:
            schemas.processed(at)
    assert [line.split(" ")[2] for line in said] == ["2", "1"]
    assert len(kept()) == 2


@pytest.mark.usefixtures("own_cache")
def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    wrong = mail(FROB.replace("<2>", "<3>"))
    assert len(told(tmp_path, wrong)) == 1
    (there,) = kept()
    there.write_text(there.read_text(encoding="utf-8")[:5000], encoding="utf-8")
    assert len(told(tmp_path, wrong)) == 1


def _process(tree: Path) -> None:
    with Repository(tree) as repository, desk(repository, (), ()) as at:
        schemas.processed(at)


@pytest.mark.usefixtures("own_cache")
def test_several_processes_make_it_once_and_one_that_is_killed_leaves_nothing(
    tmp_path: Path,
) -> None:
    tree = make(tmp_path / "tree", TREE)
    context = multiprocessing.get_context("spawn")
    killed = context.Process(target=_process, args=(tree,))
    killed.start()
    late = time.monotonic() + 30
    while not (in_cache("dt-schemas") / "lock").exists() and time.monotonic() < late:
        time.sleep(0.01)
    killed.kill()
    killed.join()
    several = [context.Process(target=_process, args=(tree,)) for _ in range(3)]
    for each in several:
        each.start()
    for each in several:
        each.join()
    assert [each.exitcode for each in several] == [0, 0, 0]
    (there,) = kept()
    assert [len(json.loads(line)) for line in there.read_text("utf-8").split("\n")[:2]] == [2, 2]
    assert {path.name for path in there.parent.iterdir()} == {"lock", there.name}


@pytest.mark.usefixtures("own_cache")
def test_no_more_than_some_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "_KEPT", 2)
    tree = make(tmp_path / "tree", TREE)
    for number in range(3):
        commit(tree, {PATH: FROB.replace("turn", f"turn {number}")})
        _process(tree)
    assert len(kept()) == 2


def test_beside_a_binding_that_is_not_known_no_example_is_judged(tmp_path: Path) -> None:
    other = mail(MILL.replace("Frob", "Mill"), MILL, OTHER).partition(b"---\n")[2]
    other = other.replace(b" $schema", b" $nothing")  # so that it does not apply
    wrong = mail(FROB.replace("<2>", "<3>"))
    outcome = reviewed(tmp_path, wrong + other)
    assert [one.check for one in outcome.findings] == []
    assert "the tree lacks a binding" in " ".join(one.reason for one in outcome.skipped)


def test_a_binding_that_is_renamed_is_not_there_twice(tmp_path: Path) -> None:
    always = "select:\n  properties:\n    reg: true\n  required: [reg]\n\nproperties:\n  comp"
    old = FROB.replace("[1, 2, 4]", "[1]").replace("<2>", "<1>")
    old = old.replace("properties:\n  comp", always)
    gone = mail("", old, PATH).replace(b"+++ b/" + PATH.encode(), b"+++ /dev/null")
    gone = gone.replace(b"\n--- a/", b"\ndeleted file mode 100644\n--- a/").replace(
        b"+1,0", b"+0,0"
    )
    path = PATH.replace("example,frob.yaml", "frob.yaml")
    new = FROB.replace("example,frob.yaml", "frob.yaml")
    added = mail(new, path=path).partition(b"---\n")[2]
    assert told(tmp_path, gone + added, {**TREE, PATH: old}) == []
    assert told(tmp_path, gone + added.replace(b"<2>", b"<3>"), {**TREE, PATH: old})


COMMON = f"{FOLDER}frob/common.yaml"
WIDTHS = FROB.replace("example,frob.yaml", "common.yaml").replace(
    "  compatible:\n    const: example,frob\n\n  reg:\n    maxItems: 1\n\n", ""
)
WIDTHS = WIDTHS[: WIDTHS.index("required:")] + "additionalProperties: true\n"
USER = MILL[: MILL.index("  example,width:")] + MILL[MILL.index("required:") :].replace(
    "additionalProperties:", "allOf:\n  - $ref: common.yaml#\n\nunevaluatedProperties:"
)


def test_an_example_of_another_binding_that_it_breaks_is_told(tmp_path: Path) -> None:
    files = {**TREE, OTHER: USER, COMMON: WIDTHS}
    outcome = reviewed(tmp_path, mail(WIDTHS.replace("2, 4", "4, 8"), WIDTHS, COMMON), files)
    (only,) = [one for one in outcome.findings if one.check == "binding.example"]
    assert "the example of frob/example,mill.yaml" in " ".join(only.text.split())
    assert "2 is not one of [1, 4, 8]" in only.text
    assert only.facts["file"] == "frob/common.yaml"


def test_one_that_it_leaves_as_it_is_is_not(tmp_path: Path) -> None:
    files = {**TREE, OTHER: USER, COMMON: WIDTHS}
    outcome = reviewed(tmp_path, mail(WIDTHS.replace("2, 4", "2, 8"), WIDTHS, COMMON), files)
    assert not [one for one in outcome.findings if one.check == "binding.example"]


def test_nothing_is_said_of_others_where_a_schema_is_not_there(tmp_path: Path) -> None:
    files = {**TREE, OTHER: USER, COMMON: WIDTHS}
    known, absent = "/schemas/types.yaml#/definitions/uint32", "/schemas/frob/absent.yaml#"
    lacking = WIDTHS.replace(known, absent)
    outcome = reviewed(tmp_path, mail(lacking, WIDTHS, COMMON), files)
    assert not [one for one in outcome.findings if one.facts.get("refers")]
