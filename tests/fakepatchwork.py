"""A patchwork server on loopback, as its published API 1.2 has it (docs/api/schemas there).

What it is sent has to be valid by the part of the schema that checks are of, in our own words.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from jsonschema import Draft202012Validator

from loopback import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loopback import Request

from contextlib import contextmanager

TOKEN = "0123456789abcdef0123456789abcdef01234567"  # noqa: S105  of nobody
CREATED = {
    "type": "object",
    "required": ["state"],
    "properties": {
        "state": {"enum": ["pending", "success", "warning", "fail"]},
        "target_url": {"type": ["null", "string"], "maxLength": 200, "pattern": "^https?://"},
        "context": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 255},
        "description": {"type": ["null", "string"]},
    },
    "additionalProperties": False,
}


class Patchwork:
    """The server: ``patches`` has the numbers and projects of message-ids, ``checks`` what was posted."""

    def __init__(self, patches: Mapping[str, list[tuple[int, str]]]) -> None:
        self.patches = patches
        self.checks: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.url = ""

    def answer(self, request: Request) -> None:
        parts = urlsplit(request.path)
        words = parts.path.strip("/").split("/")
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        given = request.headers["Authorization"]
        if given not in (None, f"Token {TOKEN}"):
            _send(request, {"detail": "Invalid token."}, 403)
        elif words == ["api", "1.2", "patches"]:
            _send(request, list(self._found(query)))
        elif words[:3] == ["api", "1.2", "patches"] and words[4:] == ["checks"]:
            self._checks(request, int(words[3]), query)
        else:
            _send(request, {"detail": "Not found."}, 404)

    def _found(self, query: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        for number, project in self.patches.get(query["msgid"], []):
            if query.get("project", project) == project:
                yield {"id": number, "project": {"link_name": project}}

    def _checks(self, request: Request, number: int, query: Mapping[str, str]) -> None:
        if request.command == "GET":
            assert query == {"order": "-id", "per_page": "250"}
            _send(request, self.checks[number][::-1])
            return
        if request.headers["Authorization"] is None:
            _send(request, {"detail": "Authentication credentials were not provided."}, 401)
            return
        assert request.headers["Content-Type"] == "application/json"
        body = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        Draft202012Validator(CREATED).validate(body)
        self.checks[number].append({"id": len(self.checks[number]) + 1, **body})
        _send(request, self.checks[number][-1], 201)


def _send(request: Request, document: object, status: int = 200) -> None:
    request.send(json.dumps(document).encode(), status, {"Content-Type": "application/json"})


@contextmanager
def patchwork(patches: Mapping[str, list[tuple[int, str]]]) -> Iterator[Patchwork]:
    """A server that lives as long as the block."""
    server = Patchwork(patches)
    with serving(server.answer) as loopback:
        server.url = loopback.url
        yield server
