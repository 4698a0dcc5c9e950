"""`export`: write the book, or a part of the book, for other programs."""

from __future__ import annotations

import contextlib
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from netcli.answers import Answer, Remark, Words
from netcli.answers.export import Exported, Extract
from netcli.answers.streamed import Streamed
from netcli.cli.completion import complete_name, one_of
from netcli.cli.options import Filters, First, Private
from netcli.cli.output import put_text, refuse_existing, show, show_notes, write_file, write_files
from netcli.cli.session import Session
from netcli.errors import CannotCreate, Usage
from netcli.language import joined, listed, plural, say

if TYPE_CHECKING:
    from netcli.answers.people import FullPerson
    from netcli.answers.whole import Whole
    from netcli.ask.export import Around
    from netcli.book import Book
    from netcli.exporters.pieces import Notice, Piece

app = typer.Typer()

PLACES: Final = ("/", "./", "../", "~/")
"""Prefixes of words that are clearly paths of files."""
FILES: Final = (".csv", ".dot", ".gexf", ".graphml", ".htm", ".html", ".json", ".ndjson", ".vcf")
"""Suffixes of words that are clearly names of files."""
FORMATS: Final = (
    "json",
    "ndjson",
    "csv",
    "vcard",
    "vcard3",
    "graphml",
    "gexf",
    "dot",
    "mermaid",
    "edges",
    "gephi",
    "diary",
)
FOLDERS: Final = ("vcard", "vcard3", "gephi")
"""Formats that can fill a folder; gephi, the last one, needs a folder."""


Format = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="FORMAT", help=f"{', '.join(FORMATS)}.", autocompletion=one_of(*FORMATS)),
]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE|DIR/", help="Where to write the export (stdout: -).")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite FILE.")]
Ego = Annotated[
    str | None,
    typer.Option("--ego", metavar="P", help="Include only P and the people around them.", autocompletion=complete_name),
]
Radius = Annotated[
    int, typer.Option("--radius", min=0, metavar="N", help="With --ego: the maximum number of hops from P.")
]
Redact = Annotated[bool, typer.Option("--redact", help="Include only names and companies.")]
ExcelSafe = Annotated[bool, typer.Option("--excel-safe", help="Put ' before cells that a spreadsheet would evaluate.")]


@app.command(
    "export",
)
def export(
    ctx: typer.Context,
    filters: Filters = None,
    format_: Format = None,
    output: Output = None,
    force: Force = False,
    ego: Ego = None,
    radius: Radius = 1,
    redact: Redact = False,
    private: Private = False,
    excel_safe: ExcelSafe = False,
    first: First = False,
) -> None:
    """Write the book for other programs; with filters, write only matching people and the links between them.

    The format json keeps everything. The format csv is a table of people for `netcli add -`, the format edges is a
    table of links for `netcli link -`, and the format diary has one line per meeting for `netcli met --diary`. The
    formats vcard (4.0) and vcard3 write cards. With -o DIR/, each card is a file; if you edit the files elsewhere,
    importing the folder brings the edits back.
    """
    session: Session = ctx.obj
    target = _target(session, format_, output, force=force)
    with session.book() as book:
        options: Around = {"ego": ego, "radius": radius, "private": private, "redact": redact}
        options |= {"placed": target.form == "gexf"}
        if target.form == "json":
            with book.export_streamed(filters or (), first=first, **options) as answer:
                answer = answer.replaced(warnings=_hinted(answer.warnings, filters or ()))
                _write_whole(session, target, answer, book)
        else:
            with book.extract(filters or (), first=first, **options) as extract:
                extract = extract.replaced(excel_safe=excel_safe, warnings=_hinted(extract.warnings, filters or ()))
                _write(session, target, _watched(session, target, extract), book)


def _hinted(warnings: Sequence[Remark], filters: Sequence[str]) -> list[Remark]:
    """Return *warnings*; suggest an option if a filter looks like a format or file."""
    meant = next(
        (
            f"--format {word}" if word in FORMATS else f"-o {shlex.quote(word)}"
            for word in filters
            if word in FORMATS or is_file(word)
        ),
        None,
    )
    if meant is None:
        return [*warnings]
    message = say("nobody matches: the export is empty; did you mean {option}?", option=meant)
    return [{**each, "message": message} if each["code"] == "empty" else each for each in warnings]


def is_file(word: str) -> bool:
    """Return whether *word* is clearly the name of a file."""
    return word.startswith(PLACES) or word.lower().endswith(FILES)


class Target(NamedTuple):
    """The format of an export, and the file or folder to write (None: stdout)."""

    form: str
    place: Path | None
    folder: bool
    force: bool


def _target(session: Session, format_: str | None, output: str | None, *, force: bool) -> Target:
    """Return the format and the place of the export."""
    form = format_ or ("ndjson" if session.ndjson else "json")
    if form not in FORMATS:
        raise Usage(
            say("{form!r} is not a format", form=form), say("choose one of these: {formats}", formats=" ".join(FORMATS))
        )
    place = None if output in (None, "-") else Path(str(output))
    folder = place is not None and (form == "gephi" or place.is_dir() or str(output).endswith("/"))
    if place is None:
        if form == "gephi":
            raise Usage(say("the format gephi consists of two files"), say("choose a folder: -o DIR"))
        if form not in ("json", "ndjson") and session.for_machines:
            raise Usage(
                say("{form} on stdout cannot be combined with --json", form=form), say("write to a file: -o FILE")
            )
    elif folder and form not in FOLDERS:
        raise CannotCreate(say("{output} is a folder", output=output), say("choose a file in this folder"))
    elif not folder:
        refuse_existing(session, place, force=force)
    return Target(form, place, folder, force)


def _watched(session: Session, target: Target, extract: Extract) -> Extract:
    """Make *extract* show its progress at a terminal, and return the extract.

    If the terminal shows the export itself, no progress is shown.
    """
    if not session.is_watched() or (target.place is None and sys.stdout.isatty()):
        return extract
    from netcli.cli.progress import watched

    people = watched(extract.people, f"{target.form}: ", sys.stderr, total=extract.size[0])
    return extract.replaced(people=people)


def _write_whole(session: Session, target: Target, answer: Answer[Words, Whole], book: Book) -> None:
    """Write the document from which a whole book can be restored."""
    from netcli import render
    from netcli.render.json import pieces

    if target.place is None:
        render.as_json(answer, sys.stdout)
        if not session.for_machines:
            show_notes(session, Answer("export", answer.query, None, answer.warnings))
        return
    kinds = Counter[str]()
    people = Streamed(partial(_counted, answer.result["people"], kinds), len(answer.result["people"]))
    counted = answer.replaced(result={**answer.result, "people": people})
    size = write_file(target.place, book.unmoved(chain(pieces(counted), "\n")), dry_run=session.dry_run)
    left_out = next((int(str(each["people"])) for each in answer.warnings if each["code"] == "private"), 0)
    links = len(answer.result["links"])
    result = Exported(str(target.place), size, kinds.pop("person", 0), links, left_out, _others=kinds)
    _tell(session, answer.query, result, answer.warnings)


def _counted(people: Iterable[FullPerson], kinds: Counter[str]) -> Iterator[FullPerson]:
    """Yield *people*, and count their *kinds*."""
    for person in people:
        kinds[person.kind] += 1
        yield person


def _write(session: Session, target: Target, extract: Extract, book: Book) -> None:
    """Write *extract* to *target*, and report the result."""
    from netcli import exporters

    query, holds = {**extract.query, "format": target.form}, exporters.HOLDS.get(target.form)
    meetings = [*extract.meetings] if holds == "meetings" else []
    extract = extract.replaced(meetings=meetings)
    if target.folder:
        files = next(each for each in exporters.FOLDERS if target.form == each.FORMAT).files(extract)
        with _emptied_on_error(target.place):
            size, changed, warnings = _fill(session, target, files, extract.book, book)
    else:
        pieces = next(each for each in exporters.TEXTS if target.form == each.FORMAT).write(extract)
        changed, warnings = "", []
        texts = _texts(pieces, warnings)
        if target.place is None:
            put_text(texts)
            show_notes(session, Answer("export", query, None, [*extract.warnings, *warnings]))
            return
        size = write_file(target.place, book.unmoved(texts), dry_run=session.dry_run)
    everybody, links = extract.size
    people = everybody - sum(extract.others.values())
    result = Exported(
        str(target.place),
        size,
        people if holds in (None, "people") else 0,
        links if holds in (None, "links") else 0,
        extract.left_out,
        len(meetings),
        extract.others if holds in (None, "people") else {},
    )
    _tell(session, query, result, [*extract.warnings, *warnings], changed, holds=holds)


def _fill(
    session: Session, target: Target, files: Iterable[tuple[str, Iterator[Piece]]], name: str, book: Book
) -> tuple[int, str, list[Remark]]:
    """Write the files; return the number of bytes, a text about changes, and warnings."""
    folder = target.place
    assert folder is not None
    warnings: list[Remark] = []
    if not session.dry_run:
        try:
            folder.mkdir(0o700, exist_ok=True)
        except OSError as error:
            raise CannotCreate(
                say("{folder} is not a folder ({strerror})", folder=folder, strerror=error.strerror),
                say("choose another place"),
            ) from error
    if target.form != "gephi":
        from netcli.exporters.folder import keep

        write = partial(_write_card, session)
        kept = keep(folder, files, name, write=write, force=target.force, dry_run=session.dry_run)
        changed = kept.written + kept.deleted
        words = say(" ({cards} changed)", cards=plural(changed, "card"))
        return kept.bytes, words, [_remark(notice, file) for file, notice in kept.notices]
    tables = [(folder / file, book.unmoved(_texts(pieces, warnings, file))) for file, pieces in files]
    for file, _ in tables:  # before the first file is written, check that none exists
        refuse_existing(session, file, force=target.force)
    return write_files(tables, dry_run=session.dry_run), "", warnings


@contextlib.contextmanager
def _emptied_on_error(folder: Path | None) -> Iterator[None]:
    """After an error, remove the *folder* if it is new and empty."""
    made = folder is not None and not folder.exists()
    try:
        yield
    except BaseException:
        if folder is not None and made:
            with contextlib.suppress(OSError):  # an error means that it is not empty, or was never made
                folder.rmdir()
        raise


def _write_card(session: Session, path: Path, data: bytes) -> None:
    if path.is_symlink():  # even if it leads nowhere
        refuse_existing(session, path, force=True)
    write_file(path, [data.decode()], at_once=False)


def _texts(pieces: Iterable[Piece], warnings: list[Remark], file: str | None = None) -> Iterator[str]:
    """Yield the text of *pieces*, and add their warnings to *warnings*."""
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        else:
            warnings.append(_remark(piece, file))


def _remark(notice: Notice, file: str | None = None) -> Remark:
    return {"code": notice.code, "file": file, "line": None, "message": notice.message, "count": notice.count}


def _tell(
    session: Session,
    query: Words,
    result: Exported,
    warnings: Sequence[Remark],
    changed: str = "",
    *,
    holds: str | None = None,
) -> None:
    """Report the written file, and how much it contains.

    *holds* is `people`, `links` or `meetings` if the file contains nothing else.
    """
    query = {**query, "dry_run": True} if session.dry_run else query
    people = [
        plural(result.people, "person", "people"),
        *(plural(number, kind) for kind, number in sorted(result._others.items())),
    ]
    counts = {
        "people": listed(people),
        "links": plural(result.links, "link"),
        "file": result.file,
        "changed": changed,
    }
    if holds:
        what = {"people": joined(people), "meetings": plural(result._meetings, "meeting")}.get(holds, counts["links"])
        if session.dry_run:
            summary = say("would write {what} to {file}; nothing written", what=what, file=result.file)
        else:
            summary = say("wrote {what} to {file}", what=what, file=result.file)
    elif session.dry_run:
        summary = say("would write {people} and {links} to {file}{changed}; nothing written", **counts)
    else:
        summary = say("wrote {people} and {links} to {file}{changed}", **counts)
    show(session, Answer("export", query, result, warnings, summary=summary))
