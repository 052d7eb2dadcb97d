"""A real IMAP server on loopback: Debian's Dovecot, TLS only, one user, a certificate of its own."""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.imap import Account
from support import absent

if TYPE_CHECKING:
    from collections.abc import Iterator

USER, PASSWORD = "carol", "pass wörd"
PRINTS_IT = shlex.join([sys.executable, "-X", "utf8", "-c", f"print({PASSWORD!r})"])

_CONFIG = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
auth_mechanisms = {mechanisms}
mail_location = maildir:{folder}/mail
first_valid_uid = 1
mail_plugins = quota
plugin {{
  quota = count
  quota_vsizes = yes
  quota_max_mail_size = 100k
}}
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={mailer.pw_uid} gid={mailer.pw_gid} home={folder}/mail
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    auto = create
  }}
  mailbox Entwürfe {{
    auto = create
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""
_ROOTLESS = """\
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running server and where it keeps things."""

    port: int
    folder: Path

    @property
    def account(self) -> Account:
        """What reviewbot is told of it."""
        ca = self.folder / "cert.pem"
        return Account("localhost", USER, PRINTS_IT, port=self.port, ca_file=ca)

    def messages(self, folder: str = "Drafts") -> list[tuple[str, bytes]]:
        """The flags and the text of each message, as another client sees them."""
        with self.client() as client:
            client.select(folder, readonly=True)
            numbers = client.search(None, "ALL")[1][0].split()
            return [_fetched(client, number.decode()) for number in numbers]

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """Another client, logged in."""
        trusted = ssl.create_default_context(cafile=self.folder / "cert.pem")
        with imaplib.IMAP4_SSL("localhost", self.port, ssl_context=trusted) as client:
            client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
            yield client


def _fetched(client: imaplib.IMAP4, number: str) -> tuple[str, bytes]:
    text = client.fetch(number, "(BODY.PEEK[])")[1][0]
    flags = client.fetch(number, "(FLAGS)")[1][0]
    assert isinstance(text, tuple)
    assert isinstance(flags, bytes)
    return flags.decode(), text[1]


@contextmanager
def dovecot(mechanisms: str = "plain login") -> Iterator[Dovecot]:
    """A server that lives as long as the block; skips where it cannot run."""
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None or not Path("/usr/lib/dovecot/imap").exists():
        absent("Dovecot is not installed (dovecot-imapd)")
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))  # short: sockets have short names
    try:
        port = _free_port()
        _set_up(folder, port, mechanisms)
        # not our stderr: pytest would wait for those Dovecot starts
        with (folder / "err").open("wb") as err, subprocess.Popen(
            [program, "-F", "-c", str(folder / "dovecot.conf")],
            stdin=subprocess.DEVNULL, stdout=err, stderr=err,
        ) as server:  # fmt: skip
            try:
                _wait(port, server, folder)
                yield Dovecot(port, folder)
            finally:
                server.terminate()
                server.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(folder: Path, port: int, mechanisms: str) -> None:
    folder.chmod(0o755)
    me = pwd.getpwuid(os.getuid())
    mailer = pwd.getpwnam("nobody") if me.pw_uid == 0 else me  # Dovecot keeps no mail as root
    text = _CONFIG.format(folder=folder, port=port, mechanisms=mechanisms, mailer=mailer)
    if me.pw_uid:
        text += _ROOTLESS.format(user=me.pw_name, group=grp.getgrgid(me.pw_gid).gr_name)
    (folder / "dovecot.conf").write_text(text, encoding="utf-8")
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    (folder / "mail").mkdir()
    if me.pw_uid == 0:
        os.chown(folder / "mail", mailer.pw_uid, mailer.pw_gid)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
        check=True, capture_output=True,
    )  # fmt: skip


def _wait(port: int, server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    said = [(folder / name).read_text() for name in ("err", "log") if (folder / name).exists()]
    raise AssertionError(f"Dovecot does not come up: {said}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
