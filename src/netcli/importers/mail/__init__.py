"""Mail in an mbox (as from Google Takeout), a Maildir or a single message.

    From 1828754568043628583@xxx Mon Apr 07 14:31:02 +0000 2025
    X-Gmail-Labels: =?UTF-8?Q?Bo=C3=AEte_de_r=C3=A9ception,Non_lus?=
    Delivered-To: moi@example.org
    From: =?UTF-8?Q?Exemple=2C_Zo=C3=A9?= <zoe@example.org>
    To: "Moi Test" <moi@example.org>, undisclosed-recipients:;
    Cc: Equipe: a@example.org, b@example.org;
    Date: Mon, 07 Apr 2025 14:31:02 +0000 (UTC)
    Message-ID: <1@example.org>

    Bonjour

What a mailbox proves (message bodies are never kept):

- how many messages the owner and another person wrote to each other;
- that an address is the owner's, if the mailbox uses the address, and mails show the owner's name beside it;
- that two other people are on the same mails, if one wrote the mails or few people received them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from netcli.importers.formats.values import NO_ADDRESS, NO_DATE, Values
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
from netcli.importers.mail.sent import is_sent_file
from netcli.importers.shared.addresses import in_two
from netcli.importers.shared.ownership import is_called, is_theirs, may_be_owner, named_after, owner_differs
from netcli.importers.shared.tally import iso
from netcli.importers.source import Source, is_maildir
from netcli.records import OWNER, Ignored, Item, Record, Testimony, Used

if TYPE_CHECKING:
    from netcli.importers.mail.totals import Sums, Totals

NETWORK: Final = "mail"


def claims(source: Source) -> bool:
    """Return whether *source* is a Maildir, an mbox or a single message."""
    if source.folder:
        return is_maildir(source.folder)
    return starts_mbox(source.head) or is_eml(source.head)


def read(source: Source) -> Iterator[Item]:
    """Yield the owner of the mailbox, the other people, and their links."""
    yield from summarise(source, _parts(source))


def summarise(source: Source, parts: Sequence[Iterable[MessageBatch]]) -> Iterator[Item]:
    """Read all *parts* of a mailbox, and yield the people and links that the messages prove.

    Any division into parts gives the same result.
    """
    from netcli.importers.mail.totals import Totals  # imports numpy (0.1 s) before the child process

    first, *others = (_correspondence(source, part) for part in parts)
    beside = [source.beside(other) for other in others]  # the other parts may be read at the same time
    correspondence = next(first)
    for other in chain.from_iterable(beside):
        correspondence.join(other)
    claimed = _claim(source, correspondence)
    totals = Totals(correspondence)
    mailbox = _mailbox(source, totals, {correspondence.holders[spelling] for spelling in correspondence.sent_by})
    used, alone, moments = totals.used(mailbox.holder)
    if alone:
        totals.ignored["alone"] = alone
    yield from totals.bad
    if used:
        yield Used(rows=used, moments=moments)
    for why, rows in totals.ignored.items():
        yield Ignored(why, rows=rows)
    values = Values()
    for line, date in correspondence.undated:
        values.lose("date", date, NO_DATE, "Date", line=line)
    for line, header, text in correspondence.broken:
        values.lose("email", text, NO_ADDRESS, header, line=line)
    yield from values.items()
    if mailbox.holder is not None and mailbox.holder != mailbox.owner:
        holder = totals.addresses[mailbox.holder]
        yield owner_differs(holder, _address(holder), totals.names.get(mailbox.holder))
    doubtful = {
        person
        for person, name in totals.names.items()
        if person != mailbox.owner and is_called(source.owner, name) and person in totals.lines
    }
    for person in doubtful:
        yield may_be_owner(_address(totals.addresses[person]), totals.names[person])
    people = _people(totals, mailbox.owner, source.owner.name if claimed else None)
    yield from (record for record in people if totals.people.get(record.key) not in doubtful)
    unsure = {totals.addresses[person] for person in doubtful}
    yield from (said for said in _links(totals, mailbox) if said.a not in unsure and said.b not in unsure)


def _parts(source: Source) -> list[Iterable[MessageBatch]]:
    """Return the parts of a mailbox that can be read at the same time."""
    if source.folder:
        return [folder_messages(source.folder, {source.folder / member for member, _ in source.skipped})]
    if starts_mbox(source.head):
        return [*mbox_parts(source)]
    return [eml_message(source)]


def _correspondence(source: Source, messages: Iterable[MessageBatch]) -> Generator[Correspondence, None, None]:
    """Read all *messages*, then yield their correspondence as the only item."""
    correspondence = Correspondence(source.owner.emails)
    reader = HeaderReader(correspondence, sent=is_sent_file(source.name))
    for batch in messages:
        reader.read(batch)
    correspondence.line_count = messages.lines if isinstance(messages, Part) else 0
    yield correspondence


def owner_address(delivered: Mapping[str, int], appearances: Mapping[str, tuple[int, int]]) -> str | None:
    """Return the most frequent address in *delivered*, or else in *appearances*.

    *appearances* counts the messages that each address received and wrote.
    """
    if delivered:
        return max(delivered, key=lambda address: delivered[address])

    def presence(address: str) -> tuple[int, bool, int]:
        got, wrote = appearances[address]
        return got + wrote, bool(got and wrote), got

    return max(appearances, key=presence, default=None)


class _Mailbox(NamedTuple):
    """The numbers of the book's owner and of the mailbox's holder. An unknown person is None.

    If *own* is false, the mailbox perhaps belongs to somebody other than the owner.
    """

    owner: int | None
    holder: int | None
    own: bool = True


def _claim(source: Source, correspondence: Correspondence) -> bool:
    """If a person has the owner's name and a proven address, mark them as the owner.

    Sent mail, Delivered-To headers and the file's name prove an address. Return whether that changes anything.
    """
    claims = {address.strip().lower().decode("ascii", "replace") for address in correspondence.deliveries}
    claims.add(named_after(source.name, correspondence.people) or "")
    proved = [
        number
        for (address, name), number in correspondence.spellings.items()
        if (number in correspondence.sent_by or address in claims) and is_called(source.owner, name)
    ]
    return correspondence.claim(proved)


def _mailbox(source: Source, totals: Totals, senders: Set[str]) -> _Mailbox:
    """Return the book's owner and the holder of a mailbox. *senders* wrote the sent mail."""
    owner = source.owner
    holder = totals.people.get(owner_address(totals.delivered, {}) or "")
    if holder is None:
        sent_by = {totals.people[sender] for sender in senders if sender in totals.people}
        holder = totals.owner if totals.owner in sent_by else sent_by.pop() if len(sent_by) == 1 else None
    if holder is None:
        holder = totals.people.get(named_after(source.name, totals.people) or "")
    appearances = totals.appearances()
    if holder is None and totals.owner is not None:
        messages = sum(wrote for _, wrote in appearances.values())
        own = 2 * sum(appearances.get(totals.addresses[totals.owner], (0, 0))) >= messages
        return _Mailbox(totals.owner, totals.owner, own)
    if holder is None:
        holder = totals.people.get(owner_address({}, appearances) or "")
    called = {person for person, name in totals.names.items() if is_called(owner, name)}
    if (
        totals.owner is None
        and holder is not None
        and (holder in called or (not called and is_theirs(owner, totals.names.get(holder))))
    ):
        return _Mailbox(holder, holder)
    return _Mailbox(totals.owner, holder)


def _people(totals: Totals, owner: int | None, name: str | None) -> Iterator[Record]:
    names = totals.names
    if owner is not None:
        yield Record(
            OWNER, name, emails=tuple(_address(holder) for holder, person in totals.people.items() if person == owner)
        )
    for person, line in totals.lines.items():
        if person != owner:
            holder = totals.addresses[person]
            name = names.get(person)
            given, family = in_two(name)
            yield Record(holder, name, given, family, emails=(_address(holder),), line=line)


def _address(holder: str) -> str:
    return holder.partition(" ")[0]


def _links(totals: Totals, mailbox: _Mailbox) -> Iterator[Testimony]:
    keys = [OWNER if person == mailbox.owner else address for person, address in enumerate(totals.addresses)]
    holder = mailbox.holder
    # every message in a person's own mailbox was sent to them, perhaps as Bcc
    for writer, reader, sums in totals.counted(totals.wrote if mailbox.own else totals.sent):
        if holder is not None and writer != holder and (mailbox.own or reader == holder):
            yield _message(keys[holder], keys[writer], sums, direction="b_to_a")
    for writer, reader, sums in totals.counted(totals.sent):
        if writer == holder:
            yield _message(keys[holder], keys[reader], sums, direction="a_to_b")
    for a, b, sums in totals.same_mails(holder):
        one, other = (keys[b], keys[a]) if b in (holder, mailbox.owner) else (keys[a], keys[b])
        yield _message(one, other, sums, detail="same mails")


def _message(a: str, b: str, sums: Sums, *, direction: str | None = None, detail: str | None = None) -> Testimony:
    times, first, last, moments = sums
    since, until = iso(first), iso(last)
    return Testimony(
        a, b, "message", "contact", "probable", since, until, times, direction, None, detail, moments=moments
    )
