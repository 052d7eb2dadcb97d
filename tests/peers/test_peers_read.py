"""What the programs print is read line by line; what is none of theirs is passed over."""

from __future__ import annotations

from reviewbot.model.complaint import Complaint
from reviewbot.peers import checkpatch, coccinelle, kernel_doc


def test_checkpatch() -> None:
    said = "No typos will be found\n-:2: ERROR:CODE_INDENT: use tabs\n-:x: WARNING:A: b\n-:3: odd\n"
    assert list(checkpatch.read(said, [7, 8, 9])) == [Complaint(8, "CODE_INDENT", "use tabs")]


def test_kernel_doc() -> None:
    said = "a.c:3: warning: 'x' not described\na.c:4: info: Scanning doc\nError: no\n"
    assert list(kernel_doc.read(said)) == [("a.c", 3, "'x' not described")]
    said = "Warning: a.c:3 'x' not described\nInfo: a.c:4 Scanning doc\nTraceback\n"
    assert list(kernel_doc.read(said)) == [("a.c", 3, "'x' not described")]


def test_coccinelle() -> None:
    said = "a.c:3:1-2: WARNING: odd\nb.c:4:1-20: ERROR: bad\nc.c:5:0-1: Unneeded\nwarning: line 3\n"
    assert list(coccinelle.read(said, "misc/odd")) == [
        ("a.c", 3, "misc/odd", "odd"),
        ("b.c", 4, "misc/odd", "bad"),
        ("c.c", 5, "misc/odd", "Unneeded"),
    ]


def test_kernel_doc_is_told_of_a_struct_or_a_function() -> None:
    struct = ["struct frob {", "\tint a;", "};"]
    words = "Function parameter or struct member 'a' not described in 'frob'"
    assert kernel_doc.kind(struct, 3, words) == "struct"
    assert kernel_doc.kind(["int frob(struct frob *a)", "{"], 2, words) == "function"
    assert kernel_doc.kind(struct, 3, "no name") == "function"


CODE = [
    "/**",
    " * f - do it",
    " * @old: gone",
    " */",
    "int f(int one,",
    "      int two)",
    "{",
    "\ttwo = 1;",
    "",
]


def test_kernel_doc_is_placed_at_the_name_it_means() -> None:
    """It tells line 8, one behind the declaration."""
    assert kernel_doc.place(CODE, 8, "Function parameter 'two' not described in 'f'") == 6
    assert kernel_doc.place(CODE, 8, "Function parameter 'u.one' not described in 'f'") == 5
    assert kernel_doc.place(CODE, 8, "Excess function parameter 'old' description in 'f'") == 3
    assert kernel_doc.place(CODE, 8, "No description found for return value of 'f'") == 5
    renamed = "expecting prototype for g(). Prototype was for f() instead"
    assert kernel_doc.place(CODE, 8, renamed) == 5
    assert kernel_doc.place(CODE, 8, "something else") == 8
    assert kernel_doc.place(["int f(void)"], 900, "Function parameter 'a' not described") == 900
