"""Recognise folders that hold an unpacked archive."""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final, NamedTuple

from netcli.importers.source import Source, is_folder, why_unreadable
from netcli.importers.unpack import JUNK
from netcli.language import say


class _Layout(NamedTuple):
    """What the top level of a network's archive contains.

    At least `many` of the `names` (in lower case) are present. No file has a suffix in `foreign`.
    """

    many: int
    names: frozenset[str]
    foreign: tuple[str, ...] = ()


_ARCHIVES: Final = (".zip", ".tgz", ".gz", ".bz2", ".xz", ".tar")
_OTHERS: Final = (*_ARCHIVES, ".vcf", ".mbox", ".eml", ".ics", ".ldif", ".rdf", ".gexf", ".graphml", ".dot")
"""Suffixes of files that do not occur in the archives of networks.

A folder with such a file is not an archive.
"""
_LINKEDIN: Final = (
    "connections messages invitations profile positions endorsement_received_info endorsement_given_info education "
    "recommendations_received recommendations_given company_follows member_follows registration skills phonenumbers"
)
_META: Final = (
    "messages friends friends_and_followers connections followers_and_following profile_information preferences "
    "personal_information security_and_login_information logged_information"
)
_TELEGRAM: Final = "result.json chats lists profile_pictures photos stories export_results.html"
_LAYOUTS: Final = (
    _Layout(2, frozenset(f"{name}.csv" for name in _LINKEDIN.split()), (*_OTHERS, ".json")),
    _Layout(2, frozenset(_META.split()), (*_OTHERS, ".csv")),
    _Layout(
        1, frozenset(("your_facebook_activity", "your_instagram_activity", "your archive.html")), (*_OTHERS, ".csv")
    ),
    _Layout(1, frozenset(("archive_browser.html",)), _ARCHIVES),
    _Layout(2, frozenset(_TELEGRAM.split()), (*_OTHERS, ".csv")),
    _Layout(1, frozenset(("_chat.txt",)), _ARCHIVES),
)
_NAMED: Final = re.compile(r"takeout|(?:data|chat)export_\d{4}-\d\d-\d\d.*", re.IGNORECASE)
"""The names that Google and Telegram give to the folder of an unpacked archive."""


def is_archive(folder: Path) -> bool:
    """Return whether *folder* holds an unpacked archive."""
    inside = [*folder.iterdir()]
    names = {path.name.casefold() for path in inside}
    ends = {path.suffix.casefold() for path in inside if not is_folder(path)}
    if _NAMED.fullmatch(folder.name) and any(map(is_folder, inside)) and ends.isdisjoint(_ARCHIVES):
        return True
    return any(len(names & each.names) >= each.many and ends.isdisjoint(each.foreign) for each in _LAYOUTS)


def of_folder(folder: Path, name: str) -> tuple[Source, int, float]:
    """Return the source of an unpacked archive, the size in bytes, and the newest file's time.

    If the folder is moved, the bytes of the source do not change.
    """
    found: list[tuple[str, Path]] = []
    skipped: list[tuple[str, str]] = []
    size, modified = 0, 0.0

    def skip(error: OSError) -> None:
        skipped.append((os.path.relpath(error.filename, folder), why_unreadable(error)))

    for place, folders, files in os.walk(folder, onerror=skip):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for file in sorted([*files, *(each for each in folders if Path(place, each).is_symlink())]):
            path = Path(place, file)
            member = path.relative_to(folder).as_posix()
            shown = os.fsencode(member).decode("utf-8", "backslashreplace")
            if file.startswith(".") or any(junk in f"/{member.casefold()}" for junk in JUNK):
                continue
            try:
                status = path.lstat()
            except OSError as error:
                skip(error)
                continue
            if shown != member:
                skipped.append((shown, say("the file's name is not UTF-8")))
            elif not stat.S_ISREG(status.st_mode):
                skipped.append(
                    (
                        shown,
                        say("this is a symbolic link, not a file") if path.is_symlink() else say("this is not a file"),
                    )
                )
            elif not os.access(path, os.R_OK):
                skipped.append((shown, say("no permission to read it")))
            else:
                found.append((member, path))
                size += status.st_size
                modified = max(modified, status.st_mtime)
    archive = folder.resolve().name
    members = tuple(Source(member, _opener(path), archive=archive) for member, path in found)
    return Source(name, lambda: _fingerprints(found), members=members, skipped=tuple(skipped)), size, modified


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _fingerprints(files: list[tuple[str, Path]]) -> IO[bytes]:
    lines = []
    for member, path in files:
        with path.open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {member}\n")
    return io.BytesIO("".join(lines).encode())
