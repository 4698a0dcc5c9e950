"""An open book: its connection, its transactions, and the lookup of people by name."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from netcli.errors import Usage
from netcli.language import say
from netcli.store import connection
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from netcli.answers import Answer, Remark
    from netcli.answers.people import Person
    from netcli.ask.naming import Choose, Name, Spelt, Who
    from netcli.store.writer import Change, Writer

    Matched = Callable[[str, Person], None]


Own = TypeVar("Own", bound="Handle")
Options = ParamSpec("Options")
Result = TypeVar("Result")


def write(method: Callable[Concatenate[Own, Options], Result]) -> Callable[Concatenate[Own, Options], Result]:
    """Wrap a *method* that changes the book; a dry run says what would change."""

    @functools.wraps(method)
    def answering(book: Own, /, *args: Options.args, **options: Options.kwargs) -> Result:
        answer = method(book, *args, **options)
        if not book._dry_run:
            return answer
        from netcli.tell import dry_run

        return cast("Result", dry_run.conditional(cast("Answer[object, object]", answer)))

    return answering


class Handle:
    """An open book: the base class of the classes that add questions and changes."""

    def __init__(
        self,
        path: Path,
        named_by: str,
        reader: Reader,
        writer: Writer | None,
        choose: Choose | None,
        matched: Matched | None,
        *,
        dry_run: bool,
    ) -> None:
        self._path = path
        self._named_by = named_by
        self._reader = reader
        self._open_writer = writer
        self._choose = choose
        self._matched = matched
        self._dry_run = dry_run
        self._opened = connection.identity(path)

    def unmoved(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield *texts* about the book.

        Raises Disk at the end if the book's file was removed or replaced.
        """
        yield from texts
        connection.need_same_file(self._path, self._opened)

    @property
    def _writer(self) -> Writer:
        if self._open_writer is None:
            raise Usage(say("the book was opened read-only"), "netcli.open(write=True)")
        return self._open_writer

    def _change(self, command: str) -> AbstractContextManager[Change]:
        """Begin one step of undo, called *command* in the history."""
        return self._writer.change(command)

    def _copy_before(self, what: str) -> Path | None:
        """Copy the book before a command; return the copy, or None in a dry run."""
        if self._dry_run:
            return None
        from netcli.store import backup  # rarely needed

        return backup.before(self._path, what)

    @contextlib.contextmanager
    def _question(self, *, first: bool = False) -> Iterator[tuple[Reader, Name]]:
        """Begin a read transaction; yield the reader and a function that finds people."""
        with self._reader.snapshot() as reader:
            yield reader, self._name(reader, first=first)

    @contextlib.contextmanager
    def _question_then(
        self, as_of: str | None, *, first: bool = False
    ) -> Iterator[tuple[Reader, Name, Sequence[Remark]]]:
        """Begin a read transaction that shows the book on the day *as_of*."""
        if as_of is None:
            with self._question(first=first) as (reader, person):
                yield reader, person, ()
            return
        from netcli import clock
        from netcli.ask import as_of as then

        if self._open_writer is not None or self._reader.left_out:
            raise Usage(say("as_of needs the whole book, opened read-only"), "netcli.open()")
        day = then.day(as_of)
        with clock.on(day), self._question(first=first) as (reader, person), then.known_on(reader, day) as remarks:
            yield reader, person, remarks

    def _name(self, reader: Reader | None = None, *, first: bool = False, spelt: Spelt = "roughly") -> Name:
        """Return a function that looks up a person by words."""
        from netcli.ask import naming

        def person(who: Who) -> Person:
            found = naming.person(reader or self._reader, who, choose=self._choose, first=first, spelt=spelt)
            if self._matched and isinstance(who, str):
                self._matched(who, found)
            return found

        return person
