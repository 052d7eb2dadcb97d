"""What tests share: golden files, the archives beside the checkout, a user with no settings."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from publicinbox import public_inbox
from reviewbot.checks import registry
from reviewbot.knowledge import tiers
from reviewbot.model.tier import Tier
from support import Golden, absent, shared_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAVY = ("slow", "kernel", "shared", "browser", "publicinbox", "dovecot", "mailer")


def pytest_configure() -> None:
    """What a check finds is tested, as sure as it is itself: what was measured of it may change."""
    pytest.MonkeyPatch().setattr(registry, "tier_of", lambda _check: Tier())
    # how long a machine takes for an example is no fault of the code
    settings.register_profile(
        "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("unhurried")


@pytest.fixture(scope="module")
def shipped_tiers() -> Iterator[None]:
    """The checks are as sure as their tiers let them be."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(registry, "tier_of", tiers.tier_of)
        registry.forget()
        yield
    registry.forget()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write golden files instead of comparing"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count the coverage of quick tests alone: the tracer takes as long again as heavy ones do."""
    for item in items:
        if _is_heavy(item):
            item.add_marker("no_cover")


def _is_heavy(test: pytest.Item) -> bool:
    return any(map(test.get_closest_marker, HEAVY))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The directory with the archives and the seed thread."""
    return shared_folder()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first start works out: for all tests once, as for a user."""
    base = tmp_path_factory.getbasetemp()
    shared_by_workers = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared_by_workers / "prepared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(autouse=True)
def no_user_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, prepared: Path, request: pytest.FixtureRequest
) -> None:
    """A home of its own for every test: nobody's git configuration or b4 cache has a say.

    What a first start works out is shared by those that start programs: they change none of it.
    """
    home = tmp_path / "home"
    home.mkdir()
    if _is_heavy(request.node):
        (home / ".cache" / "reviewbot").mkdir(parents=True)
        (home / ".cache" / "reviewbot" / "prepared").symlink_to(prepared)
    (home / "gitconfig").write_text(
        "[reviewbot]\n\tindex = false\n"
    )  # no index for a minute's home
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    for name in ("GIT_DIR", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / "gitconfig"))


@pytest.fixture(scope="session")
def inbox_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real public-inbox with the seed thread, for as long as the tests run."""
    with public_inbox(tmp_path_factory.mktemp("inbox")) as url:
        yield url


@pytest.fixture
def seed_server(no_user_settings: None, inbox_url: str) -> str:  # noqa: ARG001  order of set-up
    """The user's b4 asks this server."""
    subprocess.run(["git", "config", "--global", "b4.midmask", f"{inbox_url}/%s"], check=True)
    return inbox_url


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """``golden(path, text)``: equal, or with ``--accept`` written for review as a diff."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--accept"):
            path.write_text(actual, encoding="utf-8")
            return
        assert path.exists(), f"{path} is missing; run pytest --accept and review the diff"
        assert path.read_text(encoding="utf-8") == actual

    return compare


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path."""
    path = shutil.which("chromium")
    if path is None:
        absent("chromium is not installed")
    return path


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile for all runs: the first one takes the longest."""
    return tmp_path_factory.mktemp("chromium")
