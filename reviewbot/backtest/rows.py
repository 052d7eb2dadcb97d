"""One row a finding, for notebooks: CSV, or Parquet by pyarrow, which is an extra."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.errors import UsageError
from reviewbot.frozen import fields, frozen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KINDS = (".csv", ".parquet")


@frozen
class Row:
    """A finding, and what became of it.

    ``archive`` is the name of the archive and ``date`` the day of the mail (UTC; empty where it
    has none). ``kind`` is that of the line, as in ``backtest.drawn``. ``line`` is that of the file, ``body_line`` that of the mail. ``outcome`` is one of
    ``backtest.outcome``; ``agreed_by`` the mail in which a person asked for the same, ``known``
    whether that was said already when the mail was posted; ``following`` the mail of the next
    revision it was compared with.
    """

    archive: str
    date: str
    message_id: str
    subject: str
    revision: int
    check: str
    severity: str
    confidence: str
    kind: str
    path: str | None
    line: int | None
    body_line: int
    quote: str
    facts: str
    outcome: str
    agreed_by: str | None
    known: bool
    following: str | None

    @property
    def year(self) -> str:
        """The year of the mail; empty where it has no date."""
        return self.date[:4]


def writable(path: Path) -> None:
    """Raise UsageError where rows cannot be written to the path, before hours of work."""
    if path.suffix not in KINDS:
        raise UsageError(f"{path}: rows are written as {' or '.join(KINDS)}")
    if path.suffix == ".parquet":
        _pyarrow()


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows in the order given; raises UsageError."""
    try:
        private.replace(path, _csv(rows) if path.suffix == ".csv" else _parquet(rows))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def _csv(rows: Sequence[Row]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, [field.name for field in fields(Row)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return written.getvalue().encode("utf-8", "backslashreplace")


def _parquet(rows: Sequence[Row]) -> bytes:
    arrow, parquet = _pyarrow()
    types = {"revision": "int32", "line": "int32", "body_line": "int32", "known": "bool_"}
    schema = arrow.schema(
        [(field.name, getattr(arrow, types.get(field.name, "string"))()) for field in fields(Row)]
    )
    content = [
        {name: _clean(value) if isinstance(value, str) else value for name, value in each.items()}
        for each in map(asdict, rows)
    ]
    written = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(content, schema=schema), written)
    return written.getvalue()


def _clean(text: str) -> str:
    """Without the lone surrogates a mail may decode to: Parquet's text is UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _pyarrow() -> tuple[_Module, _Module]:
    try:
        import pyarrow  # noqa: ICN001, PLC0415  slow, and an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "Parquet needs 'pip install reviewbot[backtest]'; .csv does not"
        ) from error
    return pyarrow, parquet


if TYPE_CHECKING:
    from typing import Any

    _Module = Any  # pyarrow has no types
