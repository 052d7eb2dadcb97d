"""The status as static pages, a JSON beside each: no script, nothing fetched, nothing but text of mails."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jinja2

from reviewbot import __version__
from reviewbot.report.summary import count
from reviewbot.thread.clean import escaped
from reviewbot.watch.status.made import by_check, by_month
from reviewbot.watch.status.plot import plot
from reviewbot.watch.status.rows import Fate, Kind
from reviewbot.watch.status.times import ago, day, iso, moment
from reviewbot.watch.status.values import as_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from reviewbot.watch.status.plot import Plot
    from reviewbot.watch.status.rows import DraftRow, ListRow, SeriesRow, Status

SHOWN = 200  # series and drafts on a page; the JSON has all
_FOLDERS = ("report/site", "report/html")  # the looks are those of the report


def pages(status: Status, templates: Path) -> Mapping[str, str]:
    """The files by name, equal for equal input; ``templates`` is the directory of our own."""
    environment = _environment(status, templates)

    def page(name: str, values: Mapping[str, Any]) -> str:
        return environment.get_template(name).render(values)

    checks = by_check(status.drafts)
    found = {
        "index.html": page("index.html.j2", {
            "status": status, "plots": _plots(status.series, status.drafts),
        }),
        "index.json": _json(status.now, lists=status.lists, counts=status.counts,
                            months=by_month(status.series, status.drafts)),
        "checks.html": page("checks.html.j2", {"checks": checks, "lists": status.lists}),
        "checks.json": _json(status.now, checks=checks),
    }  # fmt: skip
    for one in status.lists:
        series = tuple(each for each in status.series if each.list == one.name)
        drafts = tuple(each for each in status.drafts if each.list == one.name)
        name = f"list-{one.name}"
        found[f"{name}.html"] = page("list.html.j2", {
            "one": one, "link": _linker(one), "plots": _plots(series, drafts),
            "series": series[:SHOWN], "drafts": drafts[:SHOWN],
            "more": (max(0, len(series) - SHOWN), max(0, len(drafts) - SHOWN)),
            "lists": status.lists,
        })  # fmt: skip
        found[f"{name}.json"] = _json(
            status.now, list=one, months=by_month(series, drafts), series=series, drafts=drafts
        )
    return found


def _environment(status: Status, templates: Path) -> jinja2.Environment:
    """What the pages are made with, and what all of them show."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([templates / folder for folder in _FOLDERS]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = environment.get_template("site.css.j2").render()
    environment.filters |= {"counted": count, "moment": moment, "day": day, "css": _css}
    environment.globals |= {
        "style": style,
        "style_hash": b64encode(sha256(style.encode()).digest()).decode("ascii"),
        "version": __version__,
        "written": moment(status.now),
        "ago": lambda seconds: ago(seconds, status.now),
        "kinds": tuple(Kind),
        "fates": tuple(Fate),
    }
    return environment


def _plots(series: Iterable[SeriesRow], drafts: Iterable[DraftRow]) -> list[Plot]:
    months = by_month(series, drafts)
    by_kind = [(m.month, {str(kind): m.counts.kinds[kind] for kind in Kind}) for m in months]
    by_fate = [(m.month, {str(fate): m.counts.fates[fate] for fate in Fate}) for m in months]
    made = (
        plot("Series by month of posting", by_kind),
        plot("Drafts by month of posting", by_fate),
    )
    return [one for one in made if one]


def _linker(one: ListRow) -> Any:  # noqa: ANN401  what a template calls
    """A function from a message-id to where the mail is on the web; empty where it is not."""
    root = one.url.rstrip("/") if one.url.startswith(("http://", "https://")) else ""
    return lambda id_: f"{root}/{quote(id_, safe='@')}/" if root and "@" in id_ else ""


def _css(word: str) -> str:
    return str(word).replace(" ", "-")


def _json(now: float, **values: object) -> str:
    whole = {"schema": 1, "written": iso(now)} | {key: as_values(v) for key, v in values.items()}
    return escaped(json.dumps(whole, indent=1, ensure_ascii=False)) + "\n"
