"""The settings of the watch, right and wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from reviewbot.errors import UsageError
from reviewbot.imap import Account
from reviewbot.peers.names import BY_THEMSELVES
from reviewbot.watch.manner import Manner
from reviewbot.watch.settings import read_account, read_settings

HEAD = 'state = "s"\ndrafts = "d"\n'
LIST = '[[list]]\nname = "frob"\nurl = "https://lists.example.org/frob"\n'
IMAP = '[imap]\nhost = "imap.example.org"\nuser = "carol"\npassword_command = "pass show imap"\n'
BY_IMAP = 'state = "s"\nbox = "imap"\n' + LIST


def written(folder: Path, text: str) -> Path:
    path = folder / "watch.toml"
    path.write_bytes(text.encode("latin-1"))
    return path


def test_what_is_said_and_what_is_not(tmp_path: Path) -> None:
    text = HEAD + LIST + 'quiet = "2h"\nembargo = "1d"\npaths = ["drivers/*"]\nmute = true\n'
    settings = read_settings(written(tmp_path, text))
    (one,) = settings.lists
    assert (settings.box, one.manner) == ("maildir", Manner())
    assert (one.what, one.paths, one.mute) == ("rfc", ("drivers/*",), True)
    assert (one.quiet, one.embargo) == (timedelta(hours=2), timedelta(days=1))


def test_programs_of_the_tree(tmp_path: Path) -> None:
    text = 'tree = "~/linux"\n' + HEAD + LIST + "[peers]\nkernel-doc = true\ncheckpatch = false\n"
    assert read_settings(written(tmp_path, text)).peers == ("kernel-doc", *BY_THEMSELVES)
    assert read_settings(written(tmp_path, HEAD + LIST)).peers == ()


def test_what_only_reads_the_tree_is_on_unless_it_is_turned_off(tmp_path: Path) -> None:
    text = 'tree = "~/linux"\n' + HEAD + LIST
    assert read_settings(written(tmp_path, text)).peers == BY_THEMSELVES
    off = text + "[peers]\ndt-validate = false\n"
    assert read_settings(written(tmp_path, off)).peers == ("yamllint", "dt-doc-validate")


def test_a_list_says_what_it_wants_else_than_all(tmp_path: Path) -> None:
    top = 'tree = "/linux"\nask = true\nleave_out = ["stable@*"]\n'
    other = LIST.replace("frob", "quux") + 'tree = "/u-boot"\nprofile = "U-Boot"\nask = false\n'
    other += 'check = ["log"]\nto = "author"\nas_final = true\nsuppress = "/s.toml"\n'
    frob, quux = read_settings(written(tmp_path, top + HEAD + LIST + other)).lists
    assert frob.manner == Manner(Path("/linux"), ask=True, leave_out=("stable@*",))
    assert (quux.manner.tree, quux.manner.profile) == (Path("/u-boot"), "U-Boot")
    assert (quux.manner.ask, quux.manner.as_final, quux.manner.to) == (False, True, "author")
    assert (quux.manner.check, quux.manner.suppress) == (("log",), Path("/s.toml"))


def test_an_imap_server_instead_of_drafts(tmp_path: Path) -> None:
    text = BY_IMAP + IMAP
    settings = read_settings(written(tmp_path, text))
    plain = Account("imap.example.org", "carol", "pass show imap")
    assert settings.imap == plain
    assert (plain.folder, plain.tls) == ("Drafts", True)
    more = 'folder = "[Gmail]/Drafts"\nport = 1143\nca_file = "/ca.pem"\ntls = false\n'
    account = read_account(written(tmp_path, IMAP + more))
    assert (account.folder, account.port) == ("[Gmail]/Drafts", 1143)
    assert (account.ca_file, account.tls) == (Path("/ca.pem"), False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("state = ", "is not valid TOML"),
        (HEAD, "names no"),
        ('drafts = "d"\n' + LIST, "has no state"),
        (HEAD + LIST.replace("frob", "../x"), "is not a valid list name"),
        (HEAD + LIST + LIST, "the same name"),
        (HEAD + LIST + "quiet = 'soon'\n", "is not a duration"),
        (HEAD + LIST + "what = 'some'\n", "what is one of rfc, all"),
        (HEAD + LIST + "mute = 'yes'\n", "must be true or false"),
        (HEAD + LIST + "subjects = ['(']\n", "is not a valid regex"),
        (HEAD + LIST + "past = 'ever'\n", "is not a duration"),
        (HEAD + LIST + "profile = 'Hurd'\n", "profile of the list frob is one of , Linux"),
        (HEAD + LIST + "to = 'list'\n", "to of the list frob is one of all, author"),
        (HEAD + LIST + "check = ['log.nothing']\n", "check of the list frob: "),
        (HEAD + LIST + "ask = 1\n", "ask of the list frob must be true or false"),
        (HEAD + LIST + "paths = 'x'\n", "is not a list of strings"),
        (HEAD + LIST + "mail = true\n", "the list frob: unknown key 'mail'"),
        ("list = [1]\n" + HEAD, "is not a table"),
        (HEAD.replace("drafts", "box = 'smtp'\ndrafts") + LIST, "box is one of"),
        (BY_IMAP, r"it has no \[imap\]"),
        (HEAD + LIST + "[peers]\nsparse = true\n", r"\[peers\]: unknown key 'sparse'"),
        (HEAD + LIST + "[peers]\ncheckpatch = 1\n", r"each of \[peers\] must be true or false"),
        (HEAD + LIST + "[peers]\ncheckpatch = true\n", r"checkpatch of \[peers\] needs a tree"),
        ("peers = 1\n" + HEAD + LIST, r"\[peers\] is not a table"),
        (BY_IMAP + IMAP.replace("host", "server"), r"\[imap\]: unknown key 'server'"),
        (BY_IMAP + IMAP.replace('user = "carol"', ""), r"\[imap\] has no user"),
        (BY_IMAP + IMAP.replace("carol", "carol\\nA1 LOGOUT"), "control character"),
        (BY_IMAP + IMAP + "port = 'imaps'\n", "is not a port number"),
        (BY_IMAP + IMAP + "port = 66000\n", "is not a port number"),
        (BY_IMAP + IMAP + "tls = 'no'\n", "must be true or false"),
        (BY_IMAP + IMAP + "folder = ''\n", r"\[imap\] has no folder"),
        ("x = " + "[" * 20_000, "is not valid TOML: it is nested too deep"),
        ("x = " + "{a=" * 20_000, "is not valid TOML: it is nested too deep"),
        (HEAD + LIST + "quiet = " + "[" * 300 + "]" * 300 + "\n", "is not a duration"),
        (HEAD + LIST + "quiet = " + "1" * 5000 + "\n", "is not valid TOML"),
        (HEAD + LIST + "mute = \xff\xfe\n", "is not valid TOML"),
        (HEAD.replace('"s"', "1") + LIST, "has no state"),
        (HEAD.replace('"s"', '"a\\u0000b"') + LIST, "state of the file contains a NUL byte"),
        (HEAD.replace('"d"', '"d\\u0000"') + LIST, "drafts of the file contains a NUL byte"),
        (
            HEAD + LIST.replace("example", "exa\\u0000mple"),
            "url of the list frob contains a NUL byte",
        ),
        (HEAD + "tree = '~nobody-here/linux'\n" + LIST, "no such home directory"),
        (HEAD.replace('"s"', '"~nobody-here/s"') + LIST, "no such home directory"),
        (HEAD + LIST + "subjects = ['" + "(" * 9000 + "']\n", "is not a valid regex"),
        (HEAD + LIST + "subjects = ['a{99999999999999999999}']\n", "is not a valid regex"),
        (BY_IMAP + IMAP + "port = true\n", "is not a port number"),
        (BY_IMAP + IMAP + "ca_file = '~nobody-here/ca.pem'\n", "no such home directory"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as raised:
        read_settings(written(tmp_path, text))
    assert str(raised.value).startswith(f"{tmp_path}/watch.toml")
    assert "\n" not in str(raised.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(tmp_path / "nowhere.toml")
