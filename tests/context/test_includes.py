"""What the C files a patch adds include."""

from __future__ import annotations

from reviewbot.checks.example import example_context
from reviewbot.context.includes import NewSource, new_files, new_sources


def sources(text: str, path: str = "drivers/frob/core.c", **tree: str) -> tuple[NewSource, ...]:
    added = "".join(f"+{line}\n" for line in text.split("\n"))
    mail = f"Add it.\n---\n--- /dev/null\n+++ b/{path}\n@@\n{added}"
    files = {f"drivers/frob/{name}.h": content for name, content in tree.items()}
    return new_sources(example_context(mail, tree=files))


def test_words_are_those_of_the_code() -> None:
    (source,) = sources('#include <linux/delay.h>\n/* one */\nint two = f("three");')
    assert source.words == {"int", "two", "f"}
    assert source.included == {"linux/delay.h"}


def test_own_headers_count_and_theirs() -> None:
    (source,) = sources(
        '#include "one.h"', one='#include <linux/bits.h>\n#include "two.h"', two="int b;"
    )
    assert source.included == {'"one.h"', "linux/bits.h", '"two.h"'}
    assert "b" in source.words


def test_a_header_out_of_sight_makes_the_file_unknown() -> None:
    assert sources('#include "one.h"') == ()
    assert sources('#include "../one.h"') == ()


def test_headers_that_include_each_other_are_read_once() -> None:
    (source,) = sources('#include "one.h"', one='#include "two.h"', two='#include "one.h"')
    assert source.included == {'"one.h"', '"two.h"'}


def test_an_include_in_a_conditional_is_not_of_every_build() -> None:
    (source,) = sources("#ifdef A\n#include <a.h>\n#endif\n#include <b.h>")
    assert [each.header for each in source.own] == ["b.h"]
    assert source.included == {"a.h", "b.h"}


def test_other_files_are_not_meant() -> None:
    assert sources("#include <a.h>", path="drivers/frob/frob.h") == ()
    assert sources("#include <a.h>", path="tools/frob/frob.c") == ()
    assert sources("#include <a.h>", path="drivers/frob/frob_test.c") == ()


def test_the_guard_of_a_header_is_no_conditional() -> None:
    mail = (
        "Add it.\n---\n--- /dev/null\n+++ b/drivers/frob/frob.h\n@@\n"
        "+#ifndef FROB_H\n+#define FROB_H\n+#include <linux/bits.h>\n+#ifdef CONFIG_OF\n"
        "+#include <linux/of.h>\n+#endif\n+#endif\n"
    )
    (header,) = new_files(example_context(mail))
    assert [each.header for each in header.own] == ["linux/bits.h"]


def test_uses_are_in_code() -> None:
    (source,) = sources("#include <linux/bits.h>\n/* BIT */\nint a = BIT(1);\nint b = BIT(2);")
    uses = [line.text for line in source.uses(frozenset({"BIT"}))]
    assert uses == ["int a = BIT(1);", "int b = BIT(2);"]
