"""A declaration left behind by the definition the patch removes.

Reports a function or object whose last definition goes, which nothing uses any more, but which a
header or a C file still declares.

Why it matters: it compiles, so nobody finds it later; whoever does has to search the tree to learn
that there is no such function.

Stays quiet: where anything else than comments still has the name (a use left behind breaks the
build, which others report); where it lives on as an inline function or a macro; where a macro may
paste the name together; where a later patch of the series has the name; in tests,
tools and samples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, Good, Remark, Severity, TreeContext
from reviewbot.context.c.definitions import Sort, definitions
from reviewbot.context.c.linkage import (
    code_words,
    is_apart,
    is_complete,
    is_mentioned_later,
    is_pasted,
    is_seen_from_outside,
    spelled,
    survey,
    vicinity,
)
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.definitions import Definition
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
ASKED_AS = (
    r"(?i)\b(?:declaration|prototype|extern)s?\b[^.?!]{0,60}"
    r"\b(?:remov|dropp?|delet|stale|left ?over|dead|go away|no longer (?:needed|used))"
    r"|\b(?:remove|drop|delete)[^.?!]{0,40}\b(?:declaration|prototype|extern)s?\b"
    r"|\b(?:forgot|missed)[^.?!]{0,40}\b(?:declaration|prototype|header)"
)

_HEADER = """\
struct frob;

int frob_start(struct frob *frob);
void frob_stop(struct frob *frob);
"""
_PATCH = """\
Nothing calls it.
---
=== drivers/frob/core.c
@@
 #include "frob.h"

-int frob_start(struct frob *frob)
-{
-	return frob_write(frob, FROB_START);
-}
-
 void frob_stop(struct frob *frob)
 {
 	frob_write(frob, FROB_STOP);
 }
"""

BAD = (
    Bad(
        _PATCH,
        at=("-int frob_start(struct frob *frob)",),
        confidence=Confidence.MODERATE,
        tree={"drivers/frob/frob.h": _HEADER},
    ),
    Bad(
        """\
Objects as well; the header is part of the patch.
---
=== drivers/frob/core.c
@@
-struct frob *frob_first;
-struct frob *frob_last;
 struct frob *frob_all;
=== include/linux/frob.h
@@
-extern struct frob *frob_last;
+/* use frob_all instead of frob_first */
 extern struct frob *frob_all;
 extern struct frob *frob_first;
""",
        at=("-struct frob *frob_first;",),
        confidence=Confidence.MODERATE,
    ),
    Bad(
        """\
The whole file goes.
---
--- a/drivers/frob/old.c
+++ /dev/null
@@
-int frob_old_start(struct frob *frob)
-{
-	return 0;
-}
-
-void frob_old_stop(struct frob *frob)
-{
-}
""",
        at=("-void frob_old_stop(struct frob *frob)",),
        confidence=Confidence.MODERATE,
        tree={
            "drivers/frob/frob.h": "int frob_old_start(struct frob *);\n",
            "include/linux/frob.h": "void frob_old_stop(struct frob *frob);\n",
        },
    ),
)
GOOD = (
    Good(
        f"{_PATCH}=== drivers/frob/frob.h\n@@\n struct frob;\n \n"
        "-int frob_start(struct frob *frob);\n void frob_stop(struct frob *frob);\n"
    ),
    Good(
        _PATCH,
        why="another architecture defines it",
        tree={
            "drivers/frob/frob.h": _HEADER,
            "drivers/frob/fast.c": "int frob_start(struct frob *frob)\n{\n	return 0;\n}\n",
        },
    ),
    Good(
        _PATCH,
        why="it is called still: that does not build, but is another matter",
        tree={
            "drivers/frob/frob.h": _HEADER,
            "drivers/frob/pm.c": "int frob_pm(struct frob *f)\n{\n	return frob_start(f);\n}\n",
        },
    ),
    Good(
        _PATCH,
        why="without CONFIG_FROB there is an inline function",
        tree={
            "drivers/frob/frob.h": f"#ifdef CONFIG_FROB\n{_HEADER}#else\n"
            "static inline int frob_start(struct frob *frob) { return 0; }\n#endif\n"
        },
    ),
    Good(
        _PATCH.replace("-int", "-asmlinkage int"),
        why="assembly may define it, and a macro may do so there",
        tree={"drivers/frob/frob.h": _HEADER},
    ),
    Good(
        f"{_PATCH}=== drivers/frob/start.c\n@@\n+#define FROB(verb) int frob_##verb(void)\n"
        "+FROB(start)\n+{\n+	return 0;\n+}\n",
        why="a macro defines it",
        tree={"drivers/frob/frob.h": _HEADER},
    ),
)

_SHOWN = 4
_NAMED = frozenset((Sort.FUNCTION, Sort.OBJECT))


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each file that loses definitions of names still declared."""
    if not is_complete(context):
        return
    gone = {
        (file.path, piece.name): (piece, at)
        for file in context.files
        for piece, at in _removed(context, file)
    }
    if not gone:
        return
    surveys = survey(context, {name for _, name in gone})
    around = tuple(vicinity(context, ""))
    found: dict[str, list[str]] = {}
    for path, name in sorted(gone, key=lambda key: gone[key][1]):
        known = surveys[name]
        left = known.homes or known.stubs or known.users
        if known.declared and not left and not is_pasted(name, around):
            found.setdefault(path, []).append(name)
    for path, names in found.items():
        shown = [spelled(gone[path, name][0]) for name in names]
        if len(shown) > _SHOWN:
            shown[_SHOWN - 1 :] = [f"{len(shown) - _SHOWN + 1} more"]
        places = {place.path: None for name in names for place in surveys[name].declared}
        facts: dict[str, Fact] = {"names": tuple(shown), "places": tuple(places)}
        # never yet seen on a real patch: asked until it has been
        yield Remark(gone[path, names[-1]][1], facts, Confidence.MODERATE)


def _removed(context: TreeContext, file: FileDiff) -> Iterator[tuple[Definition, int]]:
    """Global definitions a C file loses, with the body line of the removed head."""
    image = context.images.get(file.path)
    if image is None or not file.path.endswith(".c") or is_apart(file.path):
        return
    heads = {
        line.old + moved: line.body_line
        for hunk, moved in zip(file.hunks, image.moved, strict=True)
        for line in hunk.lines
        if line.kind is Kind.REMOVED and line.old is not None
    }
    for piece in definitions(image.pre):
        if (
            piece.kind in _NAMED
            and not piece.is_static
            and piece.line in heads
            and not is_seen_from_outside(piece)
            and not _is_in_code(context, piece.name)
            and not is_mentioned_later(context, piece.name)
        ):
            yield piece, heads[piece.line]


def _is_in_code(context: TreeContext, name: str) -> bool:
    """Whether a file of the patch still has more than a declaration of the name."""
    return any(
        name in code_words(image.post)
        and not any(
            piece.name == name and piece.kind is Sort.DECLARATION
            for piece in definitions(image.post)
        )
        for image in context.images.values()
    )
