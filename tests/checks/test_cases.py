"""Pages of cases are read, and what is wrong with one is said with its line."""

from __future__ import annotations

import pytest

from reviewbot.checks.cases import NONE, ExampleCommit, read_cases
from reviewbot.model.finding import Confidence

PAGE = """\
# family.name

Prose that nothing reads.

## Said

### One line is marked

```mail
Say why.
---
=== drivers/frob/core.c
@@
+one
^ said
 two
+three
^ asked
^ noted
```

```file drivers/frob/frob.h
#define FROB 1
```

```before
Before.
---
```

```after
After.
---
```

```earlier
Earlier.
---
```

```reply
> Earlier.
No.
```

```commits
0123 | frob: Add it | v6.1 | drivers/frob/core.c drivers/frob/frob.h
    Because of this,
    and that.
4567 | frob: Count |  | drivers/frob/core.c
```

## Quiet

### Nothing there

````mail
Show a fence.
```mail
---
````

## Asked as

> Is this needed?
> Can this go?

## Not asked as

> Thanks!

## Measured

1,200 hits, 30 read, 0 false: all of one list,
and more.

## Replayed

| list | hits |
|---|---|
| frob | 7 |
"""


def test_a_case_is_read_with_all_that_belongs_to_it() -> None:
    (case,) = read_cases(PAGE).said
    assert case.title == "One line is marked"
    assert case.mail == "Say why.\n---\n=== drivers/frob/core.c\n@@\n+one\n two\n+three\n"
    assert case.marks == (
        (4, Confidence.HIGH),
        (6, Confidence.MODERATE),
        (6, Confidence.LOW),
    )
    assert case.tree == {"drivers/frob/frob.h": "#define FROB 1\n"}
    assert (case.before, case.after) == (("Before.\n---\n",), ("After.\n---\n",))
    assert (case.earlier, case.replies) == (("Earlier.\n---\n",), ("> Earlier.\nNo.\n",))
    paths = ("drivers/frob/core.c", "drivers/frob/frob.h")
    assert case.commits == (
        ExampleCommit("0123", "frob: Add it", "v6.1", paths, "Because of this,\nand that.\n"),
        ExampleCommit("4567", "frob: Count", "", paths[:1]),
    )


def test_a_longer_fence_may_hold_a_shorter_one() -> None:
    (case,) = read_cases(PAGE).quiet
    assert case.mail == "Show a fence.\n```mail\n---\n"
    assert case.marks == ()


def test_sentences_and_counts_are_read() -> None:
    cases = read_cases(PAGE)
    assert cases.asked == ("Is this needed?", "Can this go?")
    assert cases.not_asked == ("Thanks!",)
    assert cases.measured == "1,200 hits, 30 read, 0 false: all of one list, and more."


def test_a_table_of_what_became_of_findings_is_kept_as_it_is() -> None:
    assert read_cases(PAGE).replayed == "| list | hits |\n|---|---|\n| frob | 7 |"


def test_an_empty_page_has_no_cases() -> None:
    assert read_cases("") == NONE


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("## Sad\n", "line 1: no section is called 'Sad'"),
        ("## Said\n\n```mail\nx\n```\n", "line 3: no place for a mail"),
        ("## Said\n\n### A\n\n```mail\nx\n", "line 5: nothing closes this fence"),
        ("## Said\n\n### A\n\n```mail\nx\n```\n", "line 3: 'A' marks no line"),
        ("## Quiet\n### A\n```mail\nx\n^ said\n```\n", "line 2: 'A' is quiet, but marks a line"),
        ("## Quiet\n\n### A\n", "line 3: a case has one mail, this one has 0"),
    ],
)
def test_what_is_wrong_with_a_page_is_said(page: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem.replace("(", r"\(")):
        read_cases(page)
