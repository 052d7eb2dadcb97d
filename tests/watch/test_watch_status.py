"""What the watch shows of what it did, and that it is what happened."""

from __future__ import annotations

import json
import mailbox
import re
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from epochs import grow
from replayed import BAD, FINE, patch, quote, reply
from reviewbot.cli import main
from reviewbot.errors import UsageError
from reviewbot.reply.wording import template_root
from reviewbot.watch.settings import MailingList
from reviewbot.watch.state import opened
from reviewbot.watch.status.made import by_check, by_month
from reviewbot.watch.status.plot import plot
from reviewbot.watch.status.read import read_status
from reviewbot.watch.status.rows import CheckRow, Fate, Health, Kind
from reviewbot.watch.status.site import pages
from reviewbot.watch.status.text import text
from watched import DAY, EVIL, ME, NAMES, REMARK, START, Watched, lived

if TYPE_CHECKING:
    from pathlib import Path


UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


def test_what_became_of_drafts(watched: Watched) -> None:
    wrong = lived(watched)
    assert watched.fates({wrong}) == {
        "kept-1": Fate.WAITING,
        "mended-1": Fate.WAITING,
        "taken-1": Fate.WAITING,
        "told-1": Fate.SENT,
        "gone-1": Fate.DELETED,
        "changed-1": Fate.EDITED,
        "untrue-1": Fate.WRONG,
    }
    assert watched.fates()["untrue-1"] == Fate.WAITING


def test_what_became_of_the_remarks_of_a_check(watched: Watched) -> None:
    wrong = lived(watched)
    counted = CheckRow("notifier.errno_zero", 7, sent=1, dropped=1, wrong=1, acted=1, applied=1)
    assert by_check(watched.status(wrong={wrong}).drafts) == (counted,)
    watched.turn(51)
    assert by_check(watched.status(wrong={wrong}).drafts) == (counted,), "what is known stays"


def test_the_figures_are_those_of_the_archive_and_the_box(watched: Watched) -> None:
    lived(watched)
    status = watched.status()
    assert status.counts.drafts == len(mailbox.Maildir(watched.settings.drafts)) + 1
    assert status.counts.series == len(NAMES) + 3
    assert status.counts.kinds == {Kind.DRAFTED: 7, Kind.SILENT: 3, Kind.LEFT_OUT: 0}
    months = {row.month: row.counts for row in by_month(status.series, status.drafts)}
    counted = {name: (each.series, each.drafts) for name, each in months.items()}
    assert counted == {"2019-12": (1, 0), "2020-01": (9, 7)}
    (one,) = status.lists
    assert (one.messages, one.unread, one.waiting) == (len(NAMES) + 6, 0, 0)


@pytest.mark.parametrize("box", ["files", "mbox"])
def test_other_boxes_are_looked_into(tmp_path: Path, box: str) -> None:
    watched = Watched(tmp_path, box)
    watched.turn(35, patch("kept", BAD, 31), patch("gone", BAD, 31), patch("changed", BAD, 31))
    if box == "files":
        watched.draft("gone-1").unlink()
        path = watched.draft("changed-1")
        path.write_text(path.read_text() + "More.\n")
    else:
        whole = mailbox.mbox(watched.settings.drafts)
        for key, mail in whole.items():
            if "gone-1" in mail["In-Reply-To"]:
                whole.remove(key)
            elif "changed-1" in mail["In-Reply-To"]:
                mail.set_payload(f"{mail.get_payload()}More.\n")
                whole[key] = mail
        whole.close()
    watched.turn(36)
    assert watched.fates() == {"kept-1": "waiting", "gone-1": "deleted", "changed-1": "edited"}


def test_what_a_mailer_put_back_under_another_name_is_edited(watched: Watched) -> None:
    watched.turn(35, patch("kept", BAD, 31))
    path = watched.draft("kept-1")
    path.rename(path.with_name("1.mutt:2,DS"))
    watched.turn(36)
    assert watched.fates() == {"kept-1": Fate.EDITED}


def test_a_reply_that_says_something_else_is_not_the_draft(watched: Watched) -> None:
    watched.turn(35, patch("kept", BAD, 31))
    watched.turn(36, reply("kept-1", quote("kept") + "Please simply drop this.\n", 35, author=ME))
    watched.turn(37, reply("kept-1", quote("kept") + REMARK, 36, 2))
    assert watched.fates() == {"kept-1": Fate.WAITING}, "one of mine, and one of another's"


def test_health(watched: Watched) -> None:
    with pytest.raises(UsageError, match=r"there is no state in .* yet; take a turn"):
        watched.status()
    watched.turn(35)
    assert [one.health for one in watched.status(35).lists] == [Health.WELL]
    assert [one.health for one in watched.status(40).lists] == [Health.LATE]
    piped = (MailingList("frob"),)
    (one,) = read_status(watched.settings.state, piped, (), START + 99 * DAY).lists
    assert one.health is Health.WELL, "nothing was piped in since"
    away = watched.epoch.parent.rename(watched.folder / "away")
    watched.turn(36)
    (one,) = watched.status(36).lists
    assert one.health is Health.FAULT
    assert one.fault.startswith(f"{watched.folder}/list/0 cannot be fetched: ")
    away.rename(watched.epoch.parent)
    watched.turn(37)
    (one,) = watched.status(37).lists
    assert (one.health, bool(one.fault)) == (Health.WELL, True), "the last one is still shown"


def test_a_list_that_is_followed_no_longer(watched: Watched) -> None:
    watched.turn(35, patch("kept", BAD, 31))
    status = read_status(watched.settings.state, (MailingList("quux"),), (), START)
    assert [(one.name, one.health, one.counts.drafts) for one in status.lists] == [
        ("quux", Health.NEVER, 0),
        ("frob", Health.DROPPED, 1),
    ]


def test_it_is_read_while_a_turn_is_taken(watched: Watched) -> None:
    watched.turn(35, patch("kept", BAD, 31))
    with opened(watched.settings.state):
        assert watched.status().counts.drafts == 1


TEXT = """\
list  health  last turn  newest mail  unread  waiting
frob  well    just now   5 d ago           0        0

list  series  drafted  silent  left out  drafts  wrong  sent  edited  deleted  waiting
frob      10        7       3         0       7      0     1       1        1        4

posted in  series  drafted  silent  left out  drafts  wrong  sent  edited  deleted  waiting
2019-12         1        0       1         0       0      0     0       0        0        0
2020-01         9        7       2         0       7      0     1       1        1        4

check                drafted  sent  dropped  wrong  acted on  applied anyway
notifier.errno_zero        7     1        1      0         1               1
"""


def test_the_text(watched: Watched) -> None:
    lived(watched)
    assert text(watched.status(50)) == TEXT


def test_nothing_of_a_mail_reaches_terminal_or_page_as_it_is(watched: Watched) -> None:
    raw = patch("evil", BAD, 31).replace(b"misc: evil", b"misc: " + EVIL.encode())
    watched.turn(
        35, raw.replace(b"evil.c", b"<svg/>evil.c"), raw.replace(b"<evil", b'<"><img>evil')
    )
    status = watched.status()
    assert status.counts.drafts == 2
    for name, page in {"": text(status), **pages(status, template_root())}.items():
        assert not UNSAFE.search(page), name
        if not name.endswith(".json"):
            assert not re.search("<script|<svg/|<img", page)
    assert "&lt;script&gt;" in pages(status, template_root())["list-frob.html"]


def test_a_json_beside_each_page_has_the_same(watched: Watched) -> None:
    lived(watched)
    status = watched.status()
    made = pages(status, template_root())
    assert sorted(made) == [
        f"{name}.{end}" for name in ("checks", "index", "list-frob") for end in ("html", "json")
    ]
    index, checks, one = (json.loads(made[f"{n}.json"]) for n in ("index", "checks", "list-frob"))
    assert index["schema"] == 1
    assert index["lists"][0]["counts"] == index["counts"]
    assert index["counts"]["fates"] == {str(fate): n for fate, n in status.counts.fates.items()}
    assert checks["checks"][0]["drafted"] == 7
    assert (len(one["series"]), len(one["drafts"])) == (10, 7)
    assert one["drafts"][-1]["posted"] == "2020-01-01T10:00:00Z"
    assert made == pages(status, template_root())


@pytest.mark.parametrize(
    ("url", "id_", "link"),
    [
        ("https://lore.example.org/frob/", "1@x", 'href="https://lore.example.org/frob/1@x/"'),
        ("https://lore.example.org/f", 'a"/../<@x', 'href="https://lore.example.org/f/a%22%2F..%2F%3C@x/"'),
        ("https://lore.example.org/f", "none", ""),
        ("javascript:alert(1)//", "1@x", ""),
        ("/srv/lists/frob", "1@x", ""),
    ],
)  # fmt: skip
def test_where_a_mail_is_on_the_web(watched: Watched, url: str, id_: str, link: str) -> None:
    watched.turn(35, patch("kept", FINE, 31))
    status = watched.status()
    (one,), (series,) = status.lists, status.series
    made = replace(status, lists=(replace(one, url=url),), series=(replace(series, id=id_),))
    page = pages(made, template_root())["list-frob.html"]
    links = re.findall('href="(?!list-|index|checks|#)[^"]*"', page)
    assert links == ([link] if link else [])


def test_bars_are_as_high_as_their_numbers() -> None:
    made = plot("x", [("a", {"one": 2, "two": 1}), ("b", {"one": 0, "two": 4})])
    assert made is not None
    heights = {bar.title: bar.height for bar in made.bars}
    assert heights["a: 2 one"] == pytest.approx(2 * heights["a: 1 two"])
    assert heights["b: 4 two"] == pytest.approx(4 * heights["a: 1 two"])
    assert [label for _, label in made.lines] == ["0", "2", "5"]
    assert plot("x", [("a", {"one": 0})]) is None


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    watched = Watched(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    file = tmp_path / "watch.toml"
    site = f'state = "{tmp_path}/state"\ndrafts = "{tmp_path}/drafts"\nsite = "{tmp_path}/site"\n'
    file.write_text(f'{site}[[list]]\nname = "frob"\nurl = "{tmp_path}/list"\nwhat = "all"\n')
    grow(watched.epoch, ("m", patch("kept", BAD, 31)))
    assert main(["watch", "--settings", str(file), "--status"]) == 2
    assert "take a turn" in capsys.readouterr().err
    assert main(["watch", "--settings", str(file), "--once", "--since", "2019-12-01"]) == 0
    assert "1 draft" in (tmp_path / "site/index.html").read_text()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site").iterdir()}
    assert modes == {0o600}
    (draft,) = watched.status().drafts
    assert main(["feedback", draft.remarks[0].id, "wrong", "it is not"]) == 0
    assert main(["watch", "--settings", str(file), "--site", str(tmp_path / "more")]) == 0
    fates = json.loads((tmp_path / "more/index.json").read_text())["counts"]["fates"]
    assert fates == {"wrong": 1, "sent": 0, "edited": 0, "deleted": 0, "waiting": 0}
    capsys.readouterr()
    assert main(["watch", "--settings", str(file), "--status"]) == 0
    assert "frob  well" in capsys.readouterr().out
    (tmp_path / "file").touch()
    assert main(["watch", "--settings", str(file), "--site", str(tmp_path / "file/x")]) == 2
    assert "the status cannot be written to" in capsys.readouterr().err
