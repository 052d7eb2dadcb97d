"""A declaration of something that is not, or no longer, defined anywhere.

Reports a function or object whose last definition goes, which nothing uses any more, but which a
header or a C file still declares; and an added declaration of a name that nothing in the tree has,
with the whole series applied.

Why it matters: it compiles, so nobody finds it later; whoever does has to search the tree to learn
that there is no such function.

Stays quiet: where anything else than comments has the name (a use of what is not defined breaks the
build, which others report); where it lives on as an inline function or a macro; where a macro may
paste the name together, as assembly does for headers in asm/; where a later patch of the series has
the name, or, for an added one, is missing or announced; in tests, tools and samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, Good, Remark, Severity, TreeContext
from reviewbot.context.c.definitions import Sort, definitions
from reviewbot.context.c.linkage import (
    announces_more,
    includers,
    is_apart,
    is_complete,
    is_followed_by_missing,
    is_mentioned_later,
    is_seen_from_outside,
    spelled,
    vicinity,
)
from reviewbot.context.c.pasting import is_pasted
from reviewbot.context.c.patchwords import patch_words
from reviewbot.context.c.survey import survey
from reviewbot.context.place import added
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.pasting import Pastings
    from reviewbot.context.c.survey import Survey
    from reviewbot.context.image import Image
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True
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

_NEW = """\
=== drivers/frob/frob.h
@@
 struct frob;

 int frob_start(struct frob *frob);
+void frob_halt(struct frob *frob);
"""

_DEFINED = """\
=== drivers/frob/core.c
@@
+void frob_halt(struct frob *frob)
+{
+}
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
    Bad(
        f"Stop it.\n---\n{_NEW}",
        at=("+void frob_halt(struct frob *frob);",),
        tree={"drivers/frob/core.c": "/* see frob_halt() */\nvoid frob_stop(void) {}\n"},
    ),
    Bad(
        """\
Objects as well, and in C files.
---
=== drivers/frob/main.c
@@
 #include "frob.h"

+extern struct frob *frob_last;
+
 static int frob_probe(struct frob *frob)
 {
 	return frob_start(frob);
 }
""",
        at=("+extern struct frob *frob_last;",),
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
        f"Stop it.\n---\n{_NEW}",
        why="a C file of the tree has it already",
        tree={"drivers/frob/core.c": "void frob_halt(struct frob *frob)\n{\n}\n"},
    ),
    Good(
        f"Stop it.\n---\n{_NEW.replace('drivers/frob', 'arch/frob/include/asm')}",
        why="assembly, whose macros are not looked into, may make it",
    ),
    Good(
        f"Stop it.\n---\n{_NEW}",
        why="assembly has it",
        tree={"drivers/frob/entry.S": "SYM_FUNC_START(frob_halt)\n"},
    ),
    Good(
        f"Subject: [PATCH 1/2] frob: declare frob_halt()\nStop it.\n---\n{_NEW}",
        why="the next patch defines it",
        after=(f"Subject: [PATCH 2/2] frob: define it\nHere.\n---\n{_DEFINED}",),
    ),
    Good(
        f"Prepare for halting in the next driver.\n---\n{_NEW}",
        why="more is announced",
    ),
    Good(
        f"Stop it.\n---\n{_NEW}=== drivers/frob/ops.c\n@@\n+#define FROB(verb) "
        "void frob_##verb(struct frob *frob)\n+FROB(halt)\n+{\n+}\n",
        why="a macro makes its name",
    ),
    Good(
        f"Stop it.\n---\n{_NEW}",
        why="a macro in a file that includes the header makes it",
        tree={
            "drivers/frob/ops.c": '#include "frob.h"\n#include "make.h"\nFROB(halt) {}\n',
            "drivers/frob/make.h": "#define FROB(verb) void frob_##verb(struct frob *frob)\n",
        },
    ),
    Good(
        f"Move it.\n---\n{_NEW}=== drivers/frob/old.h\n@@\n struct frob;\n"
        "-void frob_halt(struct frob *frob);\n int x;\n",
        why="moved from another header: not of this patch",
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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name, the file and body line that show the point, and what the patch does to it."""

    name: str
    path: str
    at: int
    spelled: str
    why: str  # "left": the definition goes; "added": the declaration comes


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each file with declarations that are, or will be, of nothing."""
    if not is_complete(context):
        return
    candidates = [one for one in _candidates(context) if not is_mentioned_later(context, one.name)]
    surveys = survey(context, {one.name for one in candidates}, _is_nowhere)
    if not surveys:
        return
    around = vicinity(context)
    beside = includers(context, {place.path for one in surveys.values() for place in one.declared})
    groups: dict[tuple[str, str], list[_Candidate]] = {}
    for one in sorted(candidates, key=lambda one: one.at):
        known = surveys.get(one.name)
        if known and known.declared and not _is_made_by_macro(known, around, beside):
            groups.setdefault((one.path, one.why), []).append(one)
    for (_, why), found in groups.items():
        names = [one.spelled for one in found]
        if len(names) > _SHOWN:
            names[_SHOWN - 1 :] = [f"{len(names) - _SHOWN + 1} more"]
        places = {place.path: None for one in found for place in surveys[one.name].declared}
        facts: dict[str, Fact] = {"names": tuple(names), "places": tuple(places), "why": why}
        # few were seen that are left behind: asked until there are more
        sure = Confidence.MODERATE if why == "left" else Confidence.HIGH
        yield Remark(found[-1].at, facts, sure)


def _is_nowhere(known: Survey) -> bool:
    """Whether nothing but declarations has the name."""
    return not (known.homes or known.stubs or known.users)


def _is_made_by_macro(
    known: Survey, around: Pastings, beside: Mapping[str, Sequence[Pastings]]
) -> bool:
    """Whether the files of the patch, or those that include the declaration, may paste the name."""
    headers = {place.path for place in known.declared}
    near = [each for header in headers for each in beside.get(header, ())]
    return is_pasted(known.name, [around]) or is_pasted(known.name, near)


def _candidates(context: TreeContext) -> Iterator[_Candidate]:
    new = not is_followed_by_missing(context) and not announces_more(context)
    for file in context.files:
        image = context.images.get(file)
        if image is None or is_apart(file.path):
            continue
        if file.path.endswith(".c"):
            yield from _left(context, file, image)
        if new and file.is_c:
            yield from _added(context, file, image)


def _left(context: TreeContext, file: FileDiff, image: Image) -> Iterator[_Candidate]:
    """Global names whose definition a C file loses."""
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
            and piece.name not in patch_words(context).in_code
        ):
            yield _Candidate(piece.name, file.path, heads[piece.line], spelled(piece), "left")


def _added(context: TreeContext, file: FileDiff, image: Image) -> Iterator[_Candidate]:
    """Names of functions and objects a file declares now, and that no file of the patch had."""
    heads = added(file, image)
    for piece in definitions(image.post):
        is_function = "(" in piece.text
        if (
            piece.kind is Sort.DECLARATION
            and not piece.is_static
            and piece.name != piece.name.upper()  # rather a macro that was not seen through
            and (is_function or piece.text.startswith("extern"))
            and piece.line in heads
            and not is_seen_from_outside(piece)
            and "/asm/" not in file.path  # assembly pastes names that no C file has
            and piece.name not in patch_words(context).in_code
            and piece.name not in patch_words(context).before
        ):
            name = f"{piece.name}()" if is_function else piece.name
            yield _Candidate(piece.name, file.path, heads[piece.line].body_line, name, "added")
