"""In which files of a patch a word stands."""

from __future__ import annotations

from reviewbot.checks.example import example_context
from reviewbot.context.c.file.patchwords import patch_words

PATCH = """\
Do it.
---
=== drivers/frob/frob.h
@@
 int frob_start(int x);
=== drivers/frob/core.c
@@
-int frob_stop(int x) { return 0; }
+int frob_start(int x) { return 0; }
=== drivers/frob/main.c
@@
-/* frob_start() */ int frob_probe(void) { return frob_stop(1); }
+/* frob_stop() */ int frob_probe(void) { return frob_start(1); }
"""


def test_the_files_of_a_word_headers_last() -> None:
    words = patch_words(example_context(PATCH))
    assert [file.path for file in words.after["frob_start"]] == [
        "drivers/frob/core.c",
        "drivers/frob/main.c",
        "drivers/frob/frob.h",
    ]
    assert [file.path for file in words.before["frob_stop"]] == [
        "drivers/frob/core.c",
        "drivers/frob/main.c",
    ]
    assert "frob_stop" not in words.after


def test_words_by_what_is_done_with_them() -> None:
    words = patch_words(example_context(PATCH))
    assert {"frob_start", "frob_probe"} <= words.in_code
    assert {"frob_start", "frob_probe"} & words.used == {"frob_start"}


def test_a_name_of_several_files_is_no_one_files() -> None:
    context = example_context(PATCH)
    shared = patch_words(context).shared
    assert shared["frob_probe"] is context.files[2]
    assert shared["frob_start"] is None
