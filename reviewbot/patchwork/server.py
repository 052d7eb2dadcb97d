"""A patchwork server, asked and told by its REST API: TLS but on this machine, no redirects."""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from reviewbot import __version__
from reviewbot.errors import SourceError, UsageError
from reviewbot.frozen import frozen
from reviewbot.hosts import is_loopback
from reviewbot.patchwork.wanted import Check
from reviewbot.thread.clean import header_text

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMEOUT = 30.0  # seconds without an answer
LARGEST = 4 << 20  # bytes of one
_API = "/api/1.2"  # the first that finds a patch by its message-id
_LONGEST = 200  # characters of what it says that are repeated
_REFUSES = (401, 403)


class RefusedError(UsageError):
    """The server does not let the user do it: it will not for the next patch, either."""


class AwayError(SourceError):
    """The server does not answer: it will not for the next patch, either."""


@frozen
class Known:
    """A patch the server has."""

    number: int
    project: str


class _Stay(HTTPRedirectHandler):
    """What is sent to one server goes to no other."""

    def redirect_request(self, *_: object) -> None:
        """No."""


class Server:
    """The server at a URL, with the token of a user; raises SourceError and UsageError in words."""

    def __init__(self, url: str, token: str = "") -> None:
        self._host = _checked(url)
        self._url = url.rstrip("/")
        self._token = token
        self._opener = build_opener(_Stay)

    def patches(self, message_id: str, project: str) -> list[Known]:
        """The patches of a message-id, one in each project that has it."""
        query = {"msgid": message_id} | ({"project": project} if project else {})
        found = self._ask("/patches/", query)
        return [Known(_number(patch), _project(patch)) for patch in _list(found, self._host)]

    def checks(self, patch: Known) -> list[Check]:
        """The checks a patch has, the newest first."""
        found = self._ask(f"/patches/{patch.number}/checks/", {"order": "-id", "per_page": "250"})
        return [
            Check(*(str(entry.get(key) or "") for key in ("context", "state", "description")))
            for entry in _list(found, self._host)
        ]

    def post(self, patch: Known, check: Check) -> None:
        """Add a check to a patch."""
        body = {
            "state": check.state,
            "target_url": check.target_url,
            "context": check.context,
            "description": check.description,
        }
        self._ask(f"/patches/{patch.number}/checks/", {}, json.dumps(body).encode())

    def _ask(self, path: str, query: Mapping[str, str], body: bytes | None = None) -> object:
        asked = f"?{urlencode(query, quote_via=quote)}" if query else ""
        headers = {"Accept": "application/json", "User-Agent": f"reviewbot/{__version__}"}
        if self._token:
            headers["Authorization"] = f"Token {self._token}"
        if body is not None:
            headers["Content-Type"] = "application/json"
        request = Request(f"{self._url}{_API}{path}{asked}", body, headers)  # noqa: S310  the URL was checked
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                data: bytes = answer.read(LARGEST + 1)
        except HTTPError as error:
            raise self._refusal(error, path) from error
        except (URLError, HTTPException, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            why = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
            raise AwayError(f"{self._host} cannot be asked: {header_text(why)}") from error
        if len(data) > LARGEST:
            raise SourceError(f"{self._host} answers with over {LARGEST >> 20} MiB")
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise SourceError(f"{self._host} answers with something that is no JSON") from error

    def _refusal(self, error: HTTPError, path: str) -> Exception:
        said = f"{self._host} answers {error.code} to {path}{_words(error)}"
        return RefusedError(said) if error.code in _REFUSES else SourceError(said)


def _checked(url: str) -> str:
    """The host of a URL that may be asked; raises UsageError where it may not."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("https", "http") or parts.username or parts.query:
        raise UsageError(f"{header_text(url)} is not the URL of a patchwork server")
    if parts.scheme == "http" and not is_loopback(host):
        raise UsageError(f"{header_text(host)} is not this machine: http without TLS is refused")
    return header_text(parts.netloc)


def _words(error: HTTPError) -> str:
    """What the server says of a refusal, if it does."""
    try:
        said = json.loads(error.read(LARGEST))
    except (OSError, ValueError, HTTPException, RecursionError):
        return ""
    detail = said.get("detail", said) if isinstance(said, dict) else said
    words = detail if isinstance(detail, str) else json.dumps(detail)
    return f": {header_text(words)[:_LONGEST]}"


def _list(found: object, host: str) -> list[dict[str, Any]]:
    if isinstance(found, list) and all(isinstance(entry, dict) for entry in found):
        return found
    raise SourceError(f"{host} does not answer as patchwork's API does")


def _number(patch: Mapping[str, Any]) -> int:
    number = patch.get("id")
    if isinstance(number, int):
        return number
    raise SourceError("the server tells of a patch without a number")


def _project(patch: Mapping[str, Any]) -> str:
    project = patch.get("project")
    return header_text(str(project.get("link_name", ""))) if isinstance(project, dict) else ""
