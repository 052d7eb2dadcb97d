"""What a path says of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reviewbot.context.c.file.linkage import is_apart
from reviewbot.knowledge.layout import (
    architecture,
    has_given_names,
    is_kernel_file,
    is_kernel_program,
    is_sample,
    is_shared_header,
    is_test,
    is_tool,
    is_uapi,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PATHS = (
    "Documentation/frob/example.c",
    "Makefile",
    "arch/arm64/include/uapi/asm/frob.h",
    "arch/arm64/kvm/hyp/nvhe/frob.c",
    "drivers/frob/core.c",
    "drivers/frob/fw/api/frob.h",
    "drivers/frob/include/frob.h",
    "drivers/frob/samples/frob.c",
    "drivers/frob/selftests/frob.c",
    "drivers/frob/tools/latest.c",
    "drivers/frob/unit.c",
    "drivers/of/unittest.c",
    "fs/frob/frob-selftest.c",
    "include/generated/frob.h",
    "include/linux/frob.h",
    "include/linux/units.h",
    "include/uapi/linux/frob.h",
    "kernel/uapi.c",
    "lib/frob_kunit.c",
    "lib/frob_test.c",
    "lib/livepatch/test_frob.c",
    "libfrob/frob.c",
    "samples/frob/frob.c",
    "scripts/frob/frob.c",
    "tools/frob.c",
    "tools/include/linux/frob.h",
    "tools/perf/tests/frob.c",
    "usr/gen_frob.c",
)

ANSWERS: dict[Callable[[str], bool], list[str]] = {
    is_tool: ["tools/frob.c", "tools/include/linux/frob.h", "tools/perf/tests/frob.c"],
    is_sample: ["drivers/frob/samples/frob.c", "samples/frob/frob.c"],
    is_uapi: ["arch/arm64/include/uapi/asm/frob.h", "include/uapi/linux/frob.h"],
    is_test: [
        "drivers/frob/selftests/frob.c",
        "drivers/of/unittest.c",
        "fs/frob/frob-selftest.c",
        "lib/frob_kunit.c",
        "lib/frob_test.c",
        "lib/livepatch/test_frob.c",
        "tools/perf/tests/frob.c",
    ],
    has_given_names: [
        "arch/arm64/include/uapi/asm/frob.h",
        "drivers/frob/fw/api/frob.h",
        "include/generated/frob.h",
        "include/uapi/linux/frob.h",
        "tools/include/linux/frob.h",
    ],
    is_shared_header: [
        "arch/arm64/include/uapi/asm/frob.h",
        "drivers/frob/include/frob.h",
        "include/generated/frob.h",
        "include/linux/frob.h",
        "include/linux/units.h",
        "include/uapi/linux/frob.h",
        "tools/include/linux/frob.h",
    ],
}


@pytest.mark.parametrize("question", ANSWERS, ids=lambda question: question.__name__)
def test_the_paths_of_a_kind(question: Callable[[str], bool]) -> None:
    assert [path for path in PATHS if question(path)] == ANSWERS[question]


def test_what_is_not_of_the_kernel() -> None:
    assert [path for path in PATHS if not is_kernel_file(path)] == [
        "libfrob/frob.c",
        "tools/frob.c",
    ]
    assert {path.partition("/")[0] for path in PATHS if not is_kernel_program(path)} == {
        "Documentation",
        "samples",
        "scripts",
        "tools",
        "usr",
    }


@pytest.mark.parametrize(
    ("path", "directory"),
    [
        ("arch/arm64/kvm/frob.c", "arch/arm64/"),
        ("tools/arch/x86/frob.h", "tools/arch/x86/"),
        ("arch/Kconfig", ""),
        ("drivers/arch/x86/frob.c", ""),
    ],
)
def test_the_architecture_of_a_path(path: str, directory: str) -> None:
    assert architecture(path) == directory


def test_the_questions_answer_as_the_lists_they_took_the_place_of() -> None:
    programs = {"tools", "scripts", "usr", "samples", "Documentation"}
    given = ("/uapi/", "/generated/", "/asic_reg/", "tools/include/", "/fw/api/")
    parts = {"test", "tests", "selftest", "selftests", "kunit"}
    for path in PATHS:
        assert is_kernel_program(path) == (path.partition("/")[0] not in programs)
        assert has_given_names(path) == any(part in f"/{path}" for part in given)
        assert is_shared_header(path) == (path.startswith("include/") or "/include/" in path)
        apart = not is_kernel_program(path) or path.startswith("arch/arm64/kvm/hyp/")
        named = not parts.isdisjoint(re.findall("[a-z]+", path))
        assert is_apart(path) == (apart or named or path == "drivers/of/unittest.c")


def test_one_list_of_tests_took_the_place_of_two() -> None:
    before = re.compile(r"(?:^|/)(?:samples|tests?|selftests)/|(?:^|[/_-])k?unit|_test\.c$|/test_")
    now = {path for path in PATHS if is_test(path) or is_sample(path)}
    assert {path for path in PATHS if before.search(path)} ^ now == {
        "fs/frob/frob-selftest.c",  # a test
        "drivers/frob/unit.c",  # none
        "include/linux/units.h",  # none
    }
