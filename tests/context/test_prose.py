"""What of a mail is prose, and which of its words are plain."""

from __future__ import annotations

from reviewbot.checks.example import example_patch
from reviewbot.context.prose import Prose, added_prose, message_prose, plain_words


def of_message(text: str, subject: str = "[PATCH] frob: change a thing") -> list[str]:
    return [prose.text for prose in message_prose(example_patch(text, subject))]


def of_diff(path: str, hunk: str) -> list[tuple[str, str]]:
    """Each prose of a hunk's added lines: the whole body line, and what of it is prose."""
    patch = example_patch(f"Log.\n---\n=== {path}\n@@\n{hunk}")
    (file,) = patch.files
    return [
        (patch.message.line(prose.at), prose.text)
        for hunk in file.hunks
        for prose in added_prose(file.path, hunk)
    ]


def words(text: str, *, opens: bool = True) -> list[str]:
    return [word for word, _ in plain_words(Prose(1, text, opens))]


def test_the_log_is_prose_up_to_its_trailers() -> None:
    text = (
        "One line.\nAnother line.\n\nSigned-off-by: A. Author <author@example.org>\n---\nNotes.\n"
    )
    assert of_message(text) == ["One line.", "Another line."]


def test_the_notes_of_a_cover_are_read_too() -> None:
    text = "One line.\n---\nNotes of the cover.\n"
    assert of_message(text, "[PATCH 0/2] frob: things") == ["One line.", "Notes of the cover."]


def test_quoted_and_set_off_text_is_left_out() -> None:
    text = """\
He said:

> that it works for him

  and this was printed
  at every boot

[   12.345678] the device is gone
$ make all the things
```
code here is fenced
```
But this is prose.
"""
    assert of_message(text) == ["He said:", "But this is prose."]


def test_list_items_hang() -> None:
    text = "- one item\n  that goes on\n    and this is code then\n- another item\n"
    assert of_message(text) == ["- one item", "  that goes on", "- another item"]


def test_code_like_lines_are_left_out() -> None:
    text = "The call is\nret = frob_start(frob);\nand that is all of it.\n"
    assert of_message(text) == ["The call is", "and that is all of it."]


def test_quotations_urls_and_addresses_are_blanked() -> None:
    text = (
        'As is said in "the old\nlog" and https://example.org/x or a@example.org and `this` too.\n'
    )
    first, second = of_message(text)
    assert first == "As is said in ____ ___"
    assert [word for word in second.split() if set(word) != {"_"}] == ["and", "or", "and", "too."]
    assert len(second) == len('log" and https://example.org/x or a@example.org and `this` too.')


def test_an_open_quotation_blanks_the_rest_of_its_paragraph() -> None:
    assert of_message('Here is "the start\nof a quotation.\n') == ["Here is ____ _____"]


def test_added_comments_of_c() -> None:
    hunk = """\
 int frob; /* here before */
+	/* One comment. */
+	frob(); // another comment
+	/*
+	 * A long comment,
+	 * over lines.
+	 */
-	/* Gone now. */
"""
    assert of_diff("a.c", hunk) == [
        ("+	/* One comment. */", "One comment."),
        ("+	frob(); // another comment", "another comment"),
        ("+	 * A long comment,", "A long comment,"),
        ("+	 * over lines.", "over lines."),
    ]


def test_comments_behind_a_macro_and_of_parameters() -> None:
    hunk = "+#define FROB 1 /* the first one */\n+/**\n+ * @frob: the device to use\n+ */\n"
    assert [text for _, text in of_diff("a.h", hunk)] == ["the first one", " the device to use"]


def test_added_lines_of_a_comment_that_began_above_the_hunk() -> None:
    hunk = "  * An old line,\n+ * a new line,\n  */\n int frob;\n"
    assert of_diff("a.c", hunk) == [("+ * a new line,", "a new line,")]


def test_names_in_comments_are_no_prose() -> None:
    hunk = "+/* Copyright (c) 2026 Jo Adress */\n+/* Written by Jo <jo@example.org> */\n"
    assert of_diff("a.c", hunk) == []


def test_a_string_is_no_comment() -> None:
    assert of_diff("a.c", '+	puts("/* not a comment */");\n') == []


def test_kconfig_help() -> None:
    hunk = '+config FROB\n+	tristate "Frob support"\n+	help\n+	  Say Y here for frobs.\n'
    assert of_diff("drivers/misc/Kconfig", hunk) == [
        ("+	  Say Y here for frobs.", "Say Y here for frobs.")
    ]


def test_descriptions_of_a_binding() -> None:
    hunk = """\
+  reg:
+    maxItems: 1
+    description: Where the registers are.
+  frob-delay:
+    description: |
+      How long it takes,
+      in microseconds.
+    enum: [ 1, 2 ]
"""
    assert [text for _, text in of_diff("frob.yaml", hunk)] == [
        "Where the registers are.",
        "How long it takes,",
        "in microseconds.",
    ]


def test_documents_without_their_literal_blocks() -> None:
    hunk = "+Run it as follows::\n+\n+  frob: was run\n+\n+.. note:: not this\n+and this.\n"
    assert [text for _, text in of_diff("Documentation/frob.rst", hunk)] == [
        "Run it as follows::",
        "and this.",
    ]


def test_other_files_have_no_prose() -> None:
    assert of_diff("Makefile", "+# a comment in a makefile\n") == []


def test_plain_words_touch_nothing_but_punctuation() -> None:
    text = "Use (plain) words, the device's ones; not a_b x.y f() a/b -c CamelCase UPPER no1 d-e."
    assert words(text) == ["Use", "plain", "words", "the", "device", "ones", "not"]


def test_labels_and_operands_are_no_words() -> None:
    assert words("name: value") == ["value"]
    assert words("set alpha = beta") == ["set"]
    assert words("one - two") == ["one", "two"]


def test_where_a_sentence_begins() -> None:
    text = "First one. Second one: Third, not this"
    found = list(plain_words(Prose(1, text, opens=True)))
    assert [word for word, opens in found if opens] == ["First", "Second", "Third"]
    inside = plain_words(Prose(1, "Name of somebody", opens=False))
    assert not any(opens for _, opens in inside)


def test_a_list_item_begins_a_sentence() -> None:
    assert [w for w, opens in plain_words(Prose(1, " - Item one", opens=True)) if opens] == ["Item"]


def test_hostile_lines_take_no_time() -> None:
    lines = ["“" * 300_000, "'" * 300_000, "@" * 300_000, "<" * 300_000, "*" * 300_000]
    assert of_message("\n".join(lines) + "\n") == []
    assert of_diff("a.c", "".join(f"+/* {line} */\n" for line in lines)) == []
