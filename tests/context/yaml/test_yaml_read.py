"""YAML is read with its rows; what is more than plain data is refused."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.context.yaml.compose import DEEPEST, MOST
from reviewbot.context.yaml.node import Kind, Node, Refused
from reviewbot.context.yaml.read import LONGEST, read

TEXT = """\
%YAML 1.2
---
title: Frob
lines: |
  one

  two

list:
  - 'a'
  - {b: [c,
     d]}
empty:
title: again
"""


def document(text: str) -> Node:
    found = read(text.encode())
    assert isinstance(found, Node)
    return found


def test_what_is_there_has_its_rows() -> None:
    root = document(TEXT)
    assert root.names == ("title", "lines", "list", "empty", "title")
    assert [entry.row for entry in root.entries] == [3, 4, 9, 13, 14]
    title, lines, listed = root.get("title"), root.get("lines"), root.get("list")
    assert title
    assert (title.text, title.row, title.style) == ("Frob", 3, ""), "the first of two"
    assert lines
    assert (lines.text, lines.style, lines.row) == ("one\n\ntwo\n", "|", 4)
    assert listed
    assert listed.kind is Kind.SEQUENCE
    assert (listed.row, listed.end, listed.column) == (10, 12, 2)
    assert [(item.kind, item.style) for item in listed.items] == [
        (Kind.SCALAR, "'"),
        (Kind.MAPPING, ""),
    ]
    assert "empty" in root
    assert "b" not in root


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: &x [1]\nb: *x\n", "aliases"),
        ("a: &x [1]\n", "aliases"),
        ("a: !!python/object/apply:os.system [true]\n", "tags"),
        ("a: ! b\n", "tags"),
        ("[" * 20_000, f"deeper than {DEEPEST} levels"),
        ("[\n" * 20_000, f"deeper than {DEEPEST} levels"),
        ("- " * 20_000, f"deeper than {DEEPEST} levels"),
        ("- a\n" * (MOST + 1), f"more than {MOST:,} things"),
        ("a: b\n" * LONGEST, f"longer than {LONGEST:,} bytes"),
        ("a: b\n--- \nc: d\n", "not one document"),
        ("", "not one document"),
        ("a: b\u2028c: d\n", "odd line breaks"),
        ("a: b\rc: d\n", "odd line breaks"),
        ("?", "a key without a value"),
    ],
)
def test_what_no_binding_has_is_refused(text: str, reason: str) -> None:
    assert read(text.encode()) == Refused(reason)


@pytest.mark.parametrize("source", [b"a: b: c\n", b"a: 'b\n", b"\xff\n", b"a: \x00\n", b"a:\n\tb"])
def test_what_is_no_yaml_is_broken(source: bytes) -> None:
    found = read(source)
    assert isinstance(found, Refused)
    assert found.is_broken


def test_a_file_with_crlf_has_the_same_rows() -> None:
    assert document(TEXT.replace("\n", "\r\n")).entry("empty").row == 13  # type: ignore[union-attr]


@given(st.text(alphabet="ab:-[]{}|>'\"\n #&*!?,%\t", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read(text.encode())
    assert isinstance(found, Refused) or found.end <= text.count("\n") + 1


def test_the_parser_is_loaded_for_a_document_only() -> None:
    code = (
        "import sys, reviewbot.checks.registry as r; r.all_checks(); print('yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
