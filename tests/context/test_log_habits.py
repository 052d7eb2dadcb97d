"""Which trees keep the changelog in the log, and how a mail is named to people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from discussion import posted, series
from reviewbot.checks.example import example_patch
from reviewbot.context.log_habits import keeps_changelog_in_log
from reviewbot.context.mention import mention

DIFF = "Do it.\n---\n=== {}\n@@\n-old\n+new\n"


@pytest.mark.parametrize(
    ("to", "cc", "path", "expected"),
    [
        ("linux-frob@example.org", "", "drivers/frob/core.c", False),
        ("Intel list <Intel-GFX@lists.freedesktop.org>", "", "drivers/frob/core.c", True),
        ("", "bob@example.org, amd-gfx@lists.freedesktop.org", "drivers/frob/core.c", True),
        ("linux-fbdev@vger.kernel.org", "", "drivers/video/fbdev/core/frob.c", True),
        ("linux-frob@example.org", "", "drivers/accel/frob/core.c", True),
        ("linux-media@vger.kernel.org", "", "drivers/media/gpu.c", False),
        ("linux-fbdev@vger.kernel.org", "", "drivers/staging/frobfb/core.c", False),
    ],
)
def test_addressees_and_files_tell_the_tree(to: str, cc: str, path: str, *, expected: bool) -> None:
    patch = example_patch(DIFF.format(path))
    patch = replace(patch, message=replace(patch.message, to=to, cc=cc))
    assert keeps_changelog_in_log(series(patch)) is expected


def test_the_list_it_came_by_tells_as_well() -> None:
    patch = posted()
    patch = replace(
        patch, message=replace(patch.message, lists=("dri-devel@lists.freedesktop.org",))
    )
    assert keeps_changelog_in_log(series(patch))


def test_a_mail_of_the_kernel_is_named_by_a_link() -> None:
    kernel = series(posted())
    other = series(posted(DIFF.format("lib/frob.c"), "[PATCH ltp] frob: start it"))
    assert mention(kernel, "a@example.org") == "https://lore.kernel.org/r/a@example.org"
    assert mention(kernel, "a/b%c@example.org") == "https://lore.kernel.org/r/a%2Fb%25c@example.org"
    assert mention(other, "a@example.org") == "<a@example.org>"
