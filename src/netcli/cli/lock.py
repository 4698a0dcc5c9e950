"""A book encrypted at rest: `lock`, `unlock`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.errors import NotThere, Usage
from netcli.language import say

app = typer.Typer()

PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", metavar="FILE", help="Read the passphrase from FILE's first line.")
]
PassphraseFd = Annotated[
    int | None, typer.Option("--passphrase-fd", min=0, metavar="N", help="Read the passphrase from file descriptor N.")
]


@app.command("lock")
def lock(ctx: typer.Context, file: PassphraseFile = None, fd: PassphraseFd = None) -> None:
    """Encrypt the book and its backups with a passphrase; `netcli undo` cannot reverse this.

    Without the passphrase, nobody can open the files. The files use the age format; their key lies beside the book,
    encrypted with the passphrase. Giving the passphrase confirms the command: `--yes` is not needed. Needs the extra
    `lock`.
    """
    from netcli.book import care

    session: Session = ctx.obj
    if session.dry_run or care.is_wholly_locked(session.db):
        show(session, care.lock("", session.db, dry_run=session.dry_run))
        return
    care.need_lockable(session.db)  # what fails anyway is an error before anything is announced
    announce = partial(session.say_for_good, say("without the passphrase, nobody can open the book again"))
    passphrase, told = _passphrase(session, file, fd, announce, twice=True)
    show(session, care.lock(passphrase, session.db, announce=None if told else announce))


@app.command("unlock")
def unlock(ctx: typer.Context, file: PassphraseFile = None, fd: PassphraseFd = None) -> None:
    """Decrypt the book and its backups; `netcli undo` cannot reverse this.

    Giving the passphrase confirms the command: `--yes` is not needed.
    """
    from netcli.book import care

    session: Session = ctx.obj
    if session.dry_run or not care.is_locked(session.db):
        show(session, care.unlock("", session.db, dry_run=session.dry_run))
        return
    care.need_unlockable(session.db)
    announce = partial(session.say_for_good, say("whoever can read the file can then read the book"))
    passphrase, told = _passphrase(session, file, fd, announce)
    show(session, care.unlock(passphrase, session.db, announce=None if told else announce))


def _passphrase(
    session: Session, file: Path | None, fd: int | None, announce: Callable[[], None], *, twice: bool = False
) -> tuple[str, bool]:
    """Return the passphrase, and whether *announce* was called.

    The passphrase comes from *file*, from *fd*, or else from the terminal. Typing the passphrase confirms the command,
    so the change is announced before the user types.
    """
    if file is not None or fd is not None:
        try:
            with open(file if file is not None else int(fd or 0), encoding="utf-8", closefd=file is not None) as given:
                return given.readline().rstrip("\r\n"), False
        except OSError as error:
            raise NotThere(
                say("the passphrase cannot be read ({strerror})", strerror=error.strerror),
                say("give the path of a file that exists"),
            ) from error
    if not session.can_ask():
        raise Usage(say("a passphrase is needed"), say("use --passphrase-file FILE, or --passphrase-fd N"))
    from netcli.cli import prompts

    announce()
    return prompts.passphrase(twice=twice), True
