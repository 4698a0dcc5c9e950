"""Mail (mbox, Google Takeout's too, Maildir, one message): who writes to whom, how often and when; no body is kept.

    From 1828754568043628583@xxx Mon Apr 07 14:31:02 +0000 2025
    X-Gmail-Labels: =?UTF-8?Q?Bo=C3=AEte_de_r=C3=A9ception,Non_lus?=
    Delivered-To: moi@example.org
    From: =?UTF-8?Q?Exemple=2C_Zo=C3=A9?= <zoe@example.org>
    To: "Moi Test" <moi@example.org>, undisclosed-recipients:;
    Cc: Equipe: a@example.org, b@example.org;
    Date: Mon, 07 Apr 2025 14:31:02 +0000 (UTC)
    Message-ID: <1@example.org>

    Bonjour

What a mailbox proves:

- the owner and a person who writes to the other: one testimony a direction, with the number of messages;
- two others, or the owner and another, who are in the same mails, when one wrote it or few got it
  (`totals.SMALL`): one testimony without direction.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from netcli.importers.mail.correspondence import Correspondence
from netcli.importers.mail.headers import HeaderReader
from netcli.importers.mail.mailbox import (
    MessageBatch,
    Part,
    eml_message,
    folder_messages,
    is_eml,
    mbox_parts,
    starts_mbox,
)
from netcli.importers.shared.tally import iso
from netcli.importers.source import Source, is_maildir
from netcli.records import OWNER, Ignored, Item, Record, Testimony, Used

if TYPE_CHECKING:
    from netcli.importers.mail.totals import Totals

NETWORK: Final = "mail"


def claims(source: Source) -> bool:
    """Is it a Maildir, or does it begin with a `From ` line and headers, or as a single message does?"""
    if source.folder:
        return is_maildir(source.folder)
    return starts_mbox(source.head) or is_eml(source.head)


def read(source: Source) -> Iterator[Item]:
    """Yield the owner, the people they correspond with, and who is in the same mails as whom.

    The whole mailbox is read before the first of them is known.
    """
    yield from summarise(source, _parts(source))


def summarise(source: Source, parts: Sequence[Iterable[MessageBatch]]) -> Iterator[Item]:
    """Yield what the *parts* of a mailbox say together, however it is cut."""
    from netcli.importers.mail.totals import Totals  # numpy takes 0.1 s to import; a second process has it from here

    first, *others = (_correspondence(source, part) for part in parts)
    beside = [source.beside(other) for other in others]  # which may begin now
    correspondence = next(first)
    for other in chain.from_iterable(beside):
        correspondence.join(other)
    totals = Totals(correspondence)
    owner, own_mailbox = _owner(totals)
    alone = totals.unaddressed.pop(owner, 0) if owner is not None else 0
    if alone:
        totals.ignored["alone"] = alone
    yield from totals.bad
    if totals.used > alone:
        yield Used(rows=totals.used - alone)
    for why, rows in totals.ignored.items():
        yield Ignored(why, rows=rows)
    yield from _people(totals, owner)
    yield from _links(totals, owner, own_mailbox=own_mailbox)


def _parts(source: Source) -> list[Iterable[MessageBatch]]:
    """Return what can be read apart, in the order of the file."""
    if source.folder:
        return [folder_messages(source.folder)]
    if starts_mbox(source.head):
        return [*mbox_parts(source)]
    return [eml_message(source)]


def _correspondence(source: Source, messages: Iterable[MessageBatch]) -> Generator[Correspondence, None, None]:
    """Yield what *messages* say."""
    correspondence = Correspondence(source.owner.emails)
    reader = HeaderReader(correspondence)
    for batch in messages:
        reader.read(batch)
    correspondence.line_count = messages.lines if isinstance(messages, Part) else 0
    yield correspondence


def owner_address(delivered: Mapping[str, int], appearances: Mapping[str, tuple[int, int]]) -> str | None:
    """Tell whose mailbox it is: the address most was delivered to, else the one in most messages.

    *delivered* counts Delivered-To headers, *appearances* the messages an address got and wrote. Of two equally
    present addresses, the one that both writes and gets is it, then the one that gets more.
    """
    if delivered:
        return max(delivered, key=lambda address: delivered[address])

    def presence(address: str) -> tuple[int, bool, int]:
        got, wrote = appearances[address]
        return got + wrote, bool(got and wrote), got

    return max(appearances, key=presence, default=None)


def _owner(totals: Totals) -> tuple[int | None, bool]:
    """Tell whose mailbox it is, and whether all that is in it came to them.

    Whoever it was delivered to, else the owner that the user named, else whoever seems to be it. A mailbox in which
    a known owner is in the lesser part of the messages is another's, or a list's.
    """
    delivered = totals.people.get(owner_address(totals.delivered, {}) or "")
    if delivered is not None:
        return delivered, True
    appearances = totals.appearances()
    if totals.owner is None:
        return totals.people.get(owner_address({}, appearances) or ""), True
    messages = sum(wrote for _, wrote in appearances.values())
    return totals.owner, 2 * sum(appearances.get(totals.addresses[totals.owner], (0, 0))) >= messages


def _people(totals: Totals, owner: int | None) -> Iterator[Record]:
    names = totals.names
    if owner is not None:
        yield Record(
            OWNER, emails=tuple(_address(holder) for holder, person in totals.people.items() if person == owner)
        )
    for person, line in totals.lines.items():
        if person != owner:
            holder = totals.addresses[person]
            yield Record(holder, name=names.get(person), emails=(_address(holder),), line=line)


def _address(holder: str) -> str:
    return holder.partition(" ")[0]


def _links(totals: Totals, owner: int | None, *, own_mailbox: bool) -> Iterator[Testimony]:
    keys = [OWNER if person == owner else address for person, address in enumerate(totals.addresses)]
    # whatever is in somebody's own mailbox came to them, Bcc or not
    for writer, reader, *counts in totals.wrote if own_mailbox else totals.sent:
        if owner is not None and writer != owner and (own_mailbox or reader == owner):
            yield _message(OWNER, keys[writer], *counts, direction="b_to_a")
    for writer, reader, *counts in totals.sent:
        if writer == owner:
            yield _message(OWNER, keys[reader], *counts, direction="a_to_b")
    for a, b, *counts in totals.same_mails(owner):
        one, other = (keys[b], keys[a]) if b == owner else (keys[a], keys[b])
        yield _message(one, other, *counts, detail="same mails")


def _message(
    a: str, b: str, times: int, first: int, last: int, *, direction: str | None = None, detail: str | None = None
) -> Testimony:
    since = iso(first)
    return Testimony(a, b, "message", "contact", "probable", since, iso(last), times, direction, None, detail)
