"""Findings on what a reviewer told the author to write."""

# ruff: noqa: E101  a context line is a space and then the code's own tabs

from __future__ import annotations

from dataclasses import replace

import pytest

from discussion import posted, reply, thread
from drafting import check, finding
from reviewbot.as_told import mark_as_told
from reviewbot.model.finding import Confidence
from reviewbot.model.fix import Edit
from reviewbot.thread.prior import prior_of

CHECK = check("frob.silent")
MESSAGE = '		return dev_err_probe(dev, -ENOMEM,\n+				     "no frob\\n");'
OLD = posted()
NEW = posted(
    f"""\
Start the frob.
---
=== drivers/misc/frob.c
@@ static int frob_probe(struct device *dev)
 	struct frob *frob = dev_get_drvdata(dev);
+	if (!frob)
+{MESSAGE}
 	return 0;
 }}
""",
    "[PATCH v2] misc: frob: start it",
    day=3,
)


def marked(said: str, instead: str = "return -ENOMEM") -> str:
    """Why a finding whose fix says something instead of the message is not wanted."""
    whole = thread(OLD, reply(OLD, said), NEW)
    series = whole.series[-1]
    at = next(n for n, line in enumerate(NEW.message.lines, 1) if "dev_err_probe" in line)
    one = finding(NEW, "no frob", CHECK)
    one = replace(
        one, fix=(Edit(at, 2, at + 1, len('				     "no frob\\n")'), instead),)
    )
    (found,) = mark_as_told([one], [series], lambda each: prior_of(whole, each))
    assert bool(found.unwanted) == (found.confidence is Confidence.LOW)
    return found.unwanted


QUOTE = '> +		dev_err(dev, "cannot start\\n");\n'


def test_what_a_reviewer_wrote_himself_is_not_taken_out() -> None:
    said = f'{QUOTE}\nPlease make this\n\n	return dev_err_probe(dev, -ENOMEM, "failed ...");\n'
    assert marked(said) == "a reviewer wrote it in <reply@example.org>"
    assert marked(said, instead=MESSAGE[2:-1].replace("\n+", "\n ")) == "", "only white space"


@pytest.mark.parametrize(
    "said",
    [
        f"{QUOTE}\nPlease use dev_err_probe() here.\n",
        f'{QUOTE}> +		return dev_err_probe(dev, -ENOMEM, "failed");\n\nThis prints nothing.\n',
        f'{QUOTE}\n	return dev_err_probe(dev, ret, "failed ...");\n',
    ],
    ids=["in words", "quoted", "something else"],
)
def test_what_he_did_not_write_may_be(said: str) -> None:
    assert marked(said) == ""
