"""Import randomly damaged files, and check for bugs and slow runs.

    python benchmarks/mutations.py [COUNT [FIRST]]

Each file is an example, an export or an input of another command. The number of a file determines all changes, so
`mutations.py 1 NUMBER` repeats one file.

One file in ten is imported into a book, in which `netcli check` must find nothing wrong. The other files are read with
--dry-run.
"""

from __future__ import annotations

import io
import json
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final, NamedTuple, NoReturn

from damage import run

ROOT: Final = Path(__file__).parents[1]
SECONDS: Final = 10
"""Maximum processor time for one file, in seconds."""
MEBIBYTES: Final = 300
"""Memory limit of a run over all files, in MiB."""
LARGEST: Final = 400_000
"""Maximum size of a mutated file, in bytes."""
DEPTH: Final = 3_000
"""Maximum depth of nested brackets or blocks. Python's recursion limit is lower."""
CODES: Final = frozenset((0, 2, 3, 4, 5, 6, 65))
"""Exit codes that a mutated file may cause."""
KEPT: Final = 10
"""Every file whose number is a multiple of KEPT is imported without --dry-run."""

DIARY: Final = """2026-03-02 lunch Pierre Martin, Nadia Benali @Lyon : about the fair
21 coffee Sophie Durand & Jacques Roy at Rail fair
04-12 call Pierre : Nadia's idea
"""
PAIRS: Final = '{"from": "me", "to": "Sophie Durand"}\n{"from": "Pierre Martin", "to": "id:12"}\n'
COMPANIES: Final = "company\nAirbus\nThales SA\nExemple GmbH\n"
VERDICTS: Final = '{"a": 2, "b": 3, "verdict": "distinct"}\n{"a": 2, "b": 4, "verdict": "later"}\n'


class Seed(NamedTuple):
    """A file to mutate, and the command that reads the file."""

    name: str
    content: bytes
    words: tuple[str, ...]


class Slow(BaseException):
    """Raised when a file takes longer than SECONDS."""


def seeds(book: Path) -> list[Seed]:
    """Return all examples, golden exports and input files, and the export of *book*."""
    paths = [path for path in (ROOT / "examples").rglob("*") if path.name.partition(".expected")[1] == ""]
    paths += [*(ROOT / "tests/exporters/golden").glob("world.*"), *(ROOT / "tests/importers/languages").glob("*.csv")]
    known = [path for path in sorted(paths) if path.is_file() and path.suffix != ".py" and path.stat().st_size]
    found = [Seed(path.name, path.read_bytes(), ("import",)) for path in known]
    proof = run(book, "path", "me", "Sophie Durand", "--proof", "--json")[1]
    return [
        *found,
        Seed("book.json", run(book, "export", "--format", "json")[1].encode(), ("import",)),
        Seed("diary.txt", DIARY.encode(), ("met", "--create", "--diary")),
        Seed("pairs.ndjson", PAIRS.encode(), ("path", "--pairs")),
        Seed("companies.csv", COMPANIES.encode(), ("reach", "--companies")),
        Seed("verdicts.ndjson", VERDICTS.encode(), ("duplicates", "--decide")),
        Seed("proof.json", proof.encode(), ("verify",)),
    ]


# --- mutations ------------------------------------------------------------------------------------------------------

MARKS: Final = (b",", b";", b"\t", b"|", b":", b"=", b'"', b"'", b"\n", b"\r\n", b"\r", b"\x0b", b"{", b"[", b"<", b" ")
ENCODINGS: Final = ("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "utf-8-sig", "shift_jis", "utf-7", "cp037")
NUMBERS: Final = (
    *(b"0", b"-1", b"1e999", b"NaN", b"Infinity", b"9" * 25, b"9" * 5_000, b"1.5E+308", b"0x7fffffff", b"2147483648"),
    *(b"18446744073709551616", b"99999", b"00", "٣".encode(), "²".encode()),
)
NESTS: Final = (
    *((b"[", b"]"), (b"{", b"}"), (b"(", b")"), (b"<a>", b"</a>"), (b'{"a":', b"}"), (b"\\", b""), (b'"', b"")),
    *((b"BEGIN:VCARD\r\n", b"END:VCARD\r\n"), (b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"), (b"=?utf-8?q?", b"?=")),
    *((b"subgraph a { ", b"}"), (b"&amp;", b""), (b"<!--", b"-->")),
)
TEXTS: Final = (
    *(b"\0", b"\xed\xa0\x80", b"\xff\xfe", b"\x1b[31m", b"%00", b"=cmd|' /C calc'!A0", b"'; DROP TABLE person; --"),
    *("\u202e", "\u2028", "e" + "\u0301" * 5_000, "ﷺ" * 200, "\U0001f468\u200d\U0001f469", "\ufeff"),
    *(
        b"../../../etc/passwd",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"&b;",
        b"a" * 200_000,
        b"=\r\n=E8",
        b"[/b]",
        b"{{7*7}}",
    ),
)


def _place(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content) + 1)


def _slice(content: bytes, chance: random.Random, most: int = 400) -> tuple[int, int]:
    start = _place(content, chance)
    return start, min(len(content), start + chance.randint(1, most))


def flip(content: bytes, chance: random.Random) -> bytes:
    """Change some bytes of *content*."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 16) if content else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    """Cut off the beginning or the end of *content*."""
    place = _place(content, chance)
    return content[place:] if chance.random() < 0.2 else content[:place]


def drop(content: bytes, chance: random.Random) -> bytes:
    """Leave out a slice of *content*."""
    start, end = _slice(content, chance)
    return content[:start] + content[end:]


def repeat(content: bytes, chance: random.Random) -> bytes:
    """Repeat a slice of *content*."""
    start, end = _slice(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 2, 30, 500)) + content[end:]


def move(content: bytes, chance: random.Random) -> bytes:
    """Move a slice of *content* to another place."""
    start, end = _slice(content, chance)
    rest = content[:start] + content[end:]
    place = _place(rest, chance)
    return rest[:place] + content[start:end] + rest[place:]


def swap(content: bytes, chance: random.Random) -> bytes:
    """Replace one of MARKS by another mark."""
    place = chance.choice((0, _place(content, chance)))
    old, new = chance.sample(MARKS, 2)
    return content[:place] + content[place:].replace(old, new)


def encode(content: bytes, chance: random.Random) -> bytes:
    """Change the encoding of *content*, either completely or only after a random place."""
    place = chance.choice((0, _place(content, chance)))
    text = content[place:].decode(chance.choice(("utf-8", "cp1252", "latin-1")), "replace")
    return content[:place] + text.encode(chance.choice(ENCODINGS), "replace")


def count(content: bytes, chance: random.Random) -> bytes:
    """Replace some or all numbers by the same new number."""
    number, often = chance.choice(NUMBERS), chance.choice((0.02, 0.2, 1))
    return re.sub(rb"\d+", lambda found: number if chance.random() < often else found[0], content)


def nest(content: bytes, chance: random.Random) -> bytes:
    """Insert deeply nested brackets or blocks, which may be left open."""
    opening, closing = chance.choice(NESTS)
    depth, place = chance.choice((3, 200, DEPTH)), _place(content, chance)
    return content[:place] + opening * depth + closing * chance.choice((0, depth)) + content[place:]


def insert(content: bytes, chance: random.Random) -> bytes:
    """Insert a harmful text, or replace a word by this text."""
    said = chance.choice(TEXTS)
    text = said.encode() if isinstance(said, str) else said
    words = re.findall(rb"\w{3,}", content)
    if words and len(text) < 100 and chance.random() < 0.5:
        return content.replace(chance.choice(words), text)
    place = _place(content, chance)
    return content[:place] + text + content[place:]


def shuffle(content: bytes, chance: random.Random) -> bytes:
    """Change the order of the lines, or of the cells in each line."""
    lines = content.splitlines(keepends=True)
    if chance.random() < 0.5:
        chance.shuffle(lines)
        return b"".join(lines)
    return b"\n".join(b",".join(chance.sample(cells, len(cells))) for cells in (line.split(b",") for line in lines))


MUTATIONS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    *(flip, cut, drop, repeat, move, swap, encode, count, nest, insert, shuffle),
)


def mutated(number: int, known: list[Seed]) -> tuple[Seed, str]:
    """Return the file with this *number*, and the names of its mutations."""
    chance = random.Random(number)
    seed = chance.choice(known)
    name = chance.choice(known).name if chance.random() < 0.1 else seed.name
    chosen = chance.choices(MUTATIONS, k=chance.choice((1, 1, 2, 3)))
    content = seed.content
    if chance.random() < 0.1:
        other = chance.choice(known).content
        content = content[: _place(content, chance)] + other[_place(other, chance) :]
    if content[:2] == b"PK" and chance.random() < 0.8:
        content = _in_archive(content, chance, chosen)
    else:
        for each in chosen:
            content = each(content, chance)[:LARGEST]
    return seed._replace(name=name, content=content), "+".join(each.__name__ for each in chosen)


def _in_archive(content: bytes, chance: random.Random, chosen: list[Callable[..., bytes]]) -> bytes:
    """Mutate one member of an archive, and sometimes the name of the member."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(each.filename, archive.read(each)) for each in archive.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return content
    place = chance.randrange(len(members))
    name, held = members[place]
    for each in chosen:
        held = each(held, chance)[:LARGEST]
    if chance.random() < 0.1:
        name = chance.choice(("../up.csv", "/abs.csv", name.upper(), members[0][0], "a\\b.csv", "é.csv", "x" * 300))
    members[place] = (name, held)
    packed = io.BytesIO()
    method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(packed, "w", method) as archive:  # of doubles
        for each, text in members:
            archive.writestr(zipfile.ZipInfo(each), text)
    return packed.getvalue()


# --- runs -----------------------------------------------------------------------------------------------------------


def _stop(_: int, __: FrameType | None) -> NoReturn:
    raise Slow


def memory() -> int:
    """Return the peak memory of this process or its largest child, in MiB."""
    own = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))  # getrusage counts our parent's
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(children, int(own[1]) if own else 0) >> 10


def fault(book: Path, file: Path, seed: Seed, *, earnest: bool) -> tuple[int, str]:
    """Run the command of *seed* with *file*. Return the exit code and the fault.

    If nothing is wrong, the fault is empty. If *earnest* is true, the command runs without --dry-run.
    """
    before = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        code, answer = run(book, *seed.words, str(file), "--json", "--no-input", *([] if earnest else ["--dry-run"]))
    except Slow:
        return 124, f"took more than {SECONDS} s"
    except Exception as error:
        return 70, f"raised {type(error).__name__}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if code not in CODES:
        return code, f"ended in {code}"
    if code == 0 and seed.words == ("import",) and (wrong := _miscounted(answer)):
        return code, wrong
    if earnest and run(book, "check")[0]:
        return code, "left a book that is not whole"
    slow = time.process_time() - before
    return code, f"took {slow:.1f} s" if slow > SECONDS else ""


def _miscounted(answer: str) -> str:
    entries = json.loads(answer)["result"]
    for each in entries:
        if "error" not in each and each["read"] != each["used"] + each["ignored"] + each["rejected_count"]:
            return f"read {each['read']}, accounted for otherwise"
    return ""


def main(number: int = 1_000, first: int = 0) -> str:
    """Try *number* mutated files, and print the faults. Return a summary.

    The first file has the number *first*.
    """
    codes, bad = Counter[int](), 0
    signal.signal(signal.SIGPROF, _stop)
    with tempfile.TemporaryDirectory() as folder:
        sample, book, place = Path(folder) / "sample.db", Path(folder) / "netcli.db", Path(folder) / "files"
        run(sample, "demo")
        known = seeds(sample)
        place.mkdir()
        shutil.copy(sample, book)
        for each in range(first, first + number):
            seed, made = mutated(each, known)
            file = place / seed.name
            file.write_bytes(seed.content)
            earnest = each % KEPT == 0
            code, wrong = fault(book, file, seed, earnest=earnest)
            codes[code] += 1
            if wrong:
                bad += 1
                print(f"{each}: {' '.join(seed.words)} {seed.name} ({made}) {wrong}", flush=True)
            if earnest or wrong:
                shutil.copy(sample, book)
            file.unlink()
            if (each + 1) % 1_000 == 0:
                print(f"{each + 1 - first} files, {bad} wrong, {memory()} MiB", file=sys.stderr, flush=True)
    most = memory()
    wrong = bad + (most >= MEBIBYTES)
    return f"{number} files; exit codes: {dict(sorted(codes.items()))}; at most {most} MiB; {wrong} wrong"


if __name__ == "__main__":
    told = main(*map(int, sys.argv[1:3]))
    print(told)
    sys.exit(not told.endswith("; 0 wrong"))
