"""The messages of the kernel that a patch adds."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.messages import Message, new_messages


def found(*lines: str) -> list[Message]:
    """The messages of a patch with these lines in a function."""
    head = "Say it.\n---\n=== drivers/frob/core.c\n@@ static int frob_start(struct frob *frob)\n"
    return list(new_messages(example_context(head + "\n".join(lines) + "\n")))


def test_a_message_is_taken_apart() -> None:
    (message,) = found('+\tdev_err_probe(dev, -EIO, "no " "%pe: %-4d\\n", clk, 4);')
    assert (message.printer, message.text) == ("dev_err_probe", "no %pe: %-4d\\n")
    assert (len(message.who), len(message.values)) == (2, 2)
    assert list(message.conversions) == ["p", "d"]
    assert message.prints_error


def test_a_text_that_is_partly_a_macro_is_not_known() -> None:
    (message,) = found('+\tpr_info(FROB "started\\n");')
    assert message.text is None
    assert message.is_info


def test_a_text_that_was_there_is_not_new_whatever_prints_it() -> None:
    assert found('-\tpr_err("it broke\\n");', "+\tdev_err(dev,", '+\t\t"it broke\\n");') == []


@pytest.mark.parametrize(
    ("call", "is_trace"),
    [
        ('pr_debug("%s\\n", __func__);', True),
        ('pr_debug("%s:%d called\\n", __func__, __LINE__);', True),
        ('pr_debug("frob_start enter\\n");', True),
        ('pr_debug("Enter\\n");', True),
        ('pr_debug("start\\n");', False),
        ('pr_debug("%s: start of it\\n", __func__);', False),
        ('pr_debug("%s %d\\n", __func__, mode);', False),
        ("pr_debug(FROB_ENTER);", False),
    ],
)
def test_a_trace_says_nothing_but_where_it_is(call: str, *, is_trace: bool) -> None:
    (message,) = found(f"+\t{call}")
    assert message.is_trace is is_trace


def test_what_it_would_be_for_debugging_only() -> None:
    (message,) = found('+\thid_info(hdev, "started\\n");')
    assert (message.quieter, message.is_debug) == ("hid_dbg", False)
