"""Random commands on a book, with checks of dry runs, undo and redo.

`python -m tests.tell.journal 500` tests 500 books. Commands that cannot be undone are left out. Commands that do not
use the tested book are left out, too.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ..running import Netcli, Outcome

NAMES: Final = ("José García", "Jose Garcia", "Ana O'Neil", "Jan van der Berg", "李小龙", "Madonna", "Marie Martin")
MAILS: Final = ("ana@example.org", "jan@example.org", "m@example.net")
PENS: Final = ("pen.one@example.com", "pen.two@example.com")
"""Addresses that occur only in mailboxes."""
TAGS: Final = ("rail", "énergie")
KINDS: Final = ("contact", "friend", "colleague", "parent")
STEPS: Final = 20
"""Maximum number of commands per book."""
PLAYED: Final = 40
"""Number of books that a long run tests between two reports."""
QUESTIONS: Final = (
    *("path P", "path P Q --by chance", "path P Q --all", "path --pairs -", "find jose", "show P", "show P Q", "list"),
    *("list company:airbus", "reach", "reach company:airbus", "brief P", "verify -", "imports", "query airbus"),
    *("why P Q", "duplicates", "due", "due --fading", "due --slots 2", "dates", "watch list", "intro list"),
    *("intro draft P", "stats", "stars", "potential", "suggest", "fragile", "groups", "whatif --without P", "milgram"),
    *("history", "history P", "trash", "check", "check --repair", "backup", "dossier P", "where", "sql SELECT(1)"),
    *(
        "schema path",
        "help path",
        "export -f vcard",
        "export -f gexf",
        "export -f diary",
        "export -f csv",
        "view -o /V",
    ),
    "init --me Zoé",
)
"""Commands that add no step to the history. P and Q stand for people, and /V stands for a file."""
steps: Final = Counter[str]()
"""For each command: the number of runs, and the number of runs that changed the book."""


class File(NamedTuple):
    """A file to import, and the numbers of its messages."""

    name: str
    text: str
    messages: frozenset[int] = frozenset()


def _table(columns: str, rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join([columns, *map(",".join, rows), ""])


def _cards(rows: Sequence[tuple[str, str, int]]) -> str:
    return "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nUID:card-{uid}\nFN:{name}\nEMAIL:{mail}\nEND:VCARD\n" for name, mail, uid in rows
    )


def _connections(rows: Sequence[tuple[str, str, str]]) -> str:
    page = "https://www.linkedin.com/in/p"
    lines = [(*f"{name} ".split(" ", 1), f"{page}{slug}", mail, "Airbus", "02 Jan 2020") for name, mail, slug in rows]
    return _table("First Name,Last Name,URL,Email Address,Company,Connected On", lines)


def _mailbox(numbers: frozenset[int]) -> File:
    def message(number: int) -> str:
        ends = ("zoe@example.org", PENS[number % 2])
        sender, receiver = ends if number % 3 else ends[::-1]
        day = f"{number + 1:02} Mar 2026 10:00:00 +0000"
        return (
            f"From {sender} Mon Mar {number + 1:2} 10:00:00 2026\nFrom: {sender}\nTo: {receiver}\nDate: {day}\n"
            f"Message-ID: <{number}@example.org>\nSubject: s\n\ntext\n\n"
        )

    return File("letters.mbox", "".join(map(message, sorted(numbers))), numbers)


names, mails = st.sampled_from(NAMES), st.sampled_from(MAILS)
written = st.one_of(st.just("me"), names, st.integers(1, 12).map("id:{}".format))
"""Texts for a person in a file: `me`, a name or an id."""
ends = st.integers(0, 40)
"""Numbers with which `Journal.who` chooses a person."""
several = {"min_size": 1, "max_size": 3}
tables = st.lists(st.tuples(names, st.just("") | mails, st.sampled_from(("", "Airbus"))), **several)
files = st.one_of(
    tables.map(lambda rows: File("people.csv", _table("name,email,company", rows))),
    st.lists(st.tuples(names, mails, st.integers(1, 3)), **several).map(lambda rows: File("book.vcf", _cards(rows))),
    st.lists(st.tuples(written, written, st.sampled_from(KINDS)), **several).map(
        lambda rows: File("links.csv", _table("from,to,kind", rows))
    ),
    st.lists(st.tuples(names, st.just("") | mails, st.sampled_from("123")), **several).map(
        lambda rows: File("Connections.csv", _connections(rows))
    ),
    st.frozensets(st.integers(0, 8), min_size=1, max_size=4).map(_mailbox),
    st.sampled_from((File("broken.vcf", "BEGIN:VCARD\nEND"), File("empty.csv", ""), File("x.bin", "\0\1\2\3"))),
)


@cache
def _founded() -> bytes:
    """Return the bytes of the book with which each run of `Journal` begins."""
    with tempfile.TemporaryDirectory() as folder:
        netcli = Netcli(Path(folder) / "netcli.db")
        netcli.ok("init", "--me", "Zoé Exemple", "--email", "zoe@example.org")
        for row in (*zip(NAMES, MAILS, strict=False), ("Marie Martin", ""), ("Marie Martin", "marie@example.com")):
            netcli.ok("add", row[0], "--new", "--company", "Airbus", *(["--email", row[1]] if row[1] else []))
        netcli.ok("link", "-", stdin="from,to\nme,id:2\nid:2,id:3\nid:3,id:4\nid:4,id:5\n")
        return netcli.db.read_bytes()


class Journal(RuleBasedStateMachine):
    """A state machine that runs random commands on a book."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.netcli = Netcli(Path(self.folder.name) / "book" / "netcli.db")
        self.before: list[str] = []
        self.merged: list[str] = []
        self.last = 0
        self.after: list[str] = []
        self.now = ""
        self.proved: set[str] = set()
        self.mailboxes: dict[str, frozenset[int]] = {}

    @initialize()
    def begin(self) -> None:
        self.netcli.db.parent.mkdir(0o700)
        self.netcli.db.write_bytes(_founded())
        self.now = self.netcli.export()
        self.last = self.netcli.ok("history", "--limit", "1")["result"][0]["change"]

    def who(self, number: int) -> str:
        """Choose a person by *number*, and return the person's id or name."""
        people = json.loads(self.now)["result"]["people"]
        person = people[number % len(people)]
        return f"id:{person['id']}" if number < 20 or not person["name"] else str(person["name"])

    def teardown(self) -> None:
        self.folder.cleanup()

    def do(self, *words: str, stdin: str = "") -> list[dict[str, Any]]:
        """Run a command and its dry run, undo and redo. Return the entries of an import.

        A refused command must change nothing. Any other command must add at most one step.
        """
        before = self._bytes()
        dry = self.netcli(*words, "--json", "--dry-run", stdin=stdin)
        assert self._bytes() == before, words
        outcome = self.netcli(*words, "--json", stdin=stdin)
        assert outcome.code in (0, 2, 3, 4, 6, 10, 65), outcome.err
        steps[words[0]] += 1
        if outcome.out:
            self._foretold(dry, outcome)
        if self._bytes()[self.netcli.db.name] == before[self.netcli.db.name]:
            return []
        assert outcome.out, words
        then, last = self.netcli.export(), self.last
        [change] = self.netcli.ok("history", "--limit", "1")["result"]
        self.last = change["change"]
        if self.last == last:  # nothing to change
            assert then == self.now, words
            return []
        steps[f"{words[0]} wrote"] += 1
        self.netcli.ok("undo")
        assert self.netcli.export() == self.now, words
        self.netcli.ok("redo")
        assert self.netcli.export() == then, words
        self.before.append(self.now)
        self.after.clear()
        self.now = then
        result = outcome.json()["result"]
        return result if isinstance(result, list) else []

    def _bytes(self) -> dict[str, str]:
        """Return a digest of each file in the folder of the book."""
        folder = self.netcli.db.parent
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}

    def _foretold(self, dry: Outcome, outcome: Outcome) -> None:
        """Check that the dry run printed the same document. Only the step in `undo` may differ."""
        told, done = dry.json(), outcome.json()
        assert told["query"].pop("dry_run") is True
        for document in (told, done):
            if isinstance(document["result"], dict):
                document["undo"] = document["result"].pop("undo", None)
        assert told.pop("undo", None) is None
        done.pop("undo", None)
        assert (dry.code, told) == (outcome.code, done)

    @rule(name=names, mail=st.none() | mails, tag=st.none() | st.sampled_from(TAGS), new=st.booleans())
    def add(self, name: str, mail: str | None, tag: str | None, new: bool) -> None:
        self.do("add", name, *(["--email", mail] if mail else []), *(["--tag", tag] if tag else []), *(["--new"] * new))

    @rule(
        a=ends,
        b=ends,
        kind=st.sampled_from(("", *KINDS)),
        since=st.sampled_from(("", "2015", "2019-06")),
        more=st.sampled_from(((), ("--create",), ("--private",), ("--no-private",))),
    )
    def link(self, a: int, b: int, kind: str, since: str, more: tuple[str, ...]) -> None:
        said = [*(["--kind", kind] if kind else []), *(["--since", since] if since else [])]
        self.do("link", self.who(a), "李 小龙" if "--create" in more else self.who(b), *said, *more)

    @rule(rows=st.lists(st.tuples(written, written, st.sampled_from(("", "n\0m", "\ud800", "a\nb"))), **several))
    def link_lines(self, rows: list[tuple[str, str, str]]) -> None:
        lines = (json.dumps({"from": a, "to": b, "note": note}) + "\n" for a, b, note in rows)
        self.do("link", "-", stdin="".join(lines))

    @rule(rows=tables)
    def add_lines(self, rows: list[tuple[str, str, str]]) -> None:
        self.do("add", "-", stdin=_table("name,email,company", rows))

    @rule(number=ends)
    def unlink(self, number: int) -> None:
        """Remove a link whose evidence includes no messages. The method `counted` needs all evidence of messages."""
        kinds = {
            (link["a"], link["b"]): {each["kind"] for each in link["evidence"]}
            for link in json.loads(self.now)["result"]["links"]
        }
        pairs = [pair for pair, said in kinds.items() if "message" not in said]
        if pairs:
            self.do("unlink", *map("id:{}".format, pairs[number % len(pairs)]))

    @rule(
        person=ends, name=st.none() | names, company=st.sampled_from(("", "Airbus")), mail=mails, remove=st.booleans()
    )
    def edit(self, person: int, name: str | None, company: str, mail: str, remove: bool) -> None:
        named = ["--name", name] if name else []
        self.do("edit", self.who(person), *named, "--company", company, "--remove-email" if remove else "--email", mail)

    @rule(person=ends, private=st.sampled_from(("--private", "--no-private")))
    def hide(self, person: int, private: str) -> None:
        self.do("edit", self.who(person), private)

    @rule(person=ends, tag=st.sampled_from((*TAGS, *(f"-{tag}" for tag in TAGS))))
    def tag(self, person: int, tag: str) -> None:
        self.do("tag", self.who(person), tag)

    @rule(
        person=ends,
        said=st.sampled_from(
            (
                ("--alias", "boss"),
                ("--remove-alias", "boss"),
                ("--phone", "+33612345678"),
                ("--remove-phone", "+33612345678"),
                ("--url", "https://www.linkedin.com/in/p1"),
                ("--remove-url", "https://www.linkedin.com/in/p1"),
                ("--birthday", "--03-12"),
                ("--note", "met José García", "--title", "CEO"),
                ("--note", "", "--city", "Lyon"),
            )
        ),
    )
    def edit_values(self, person: int, said: tuple[str, ...]) -> None:
        self.do("edit", self.who(person), *said)

    @rule(
        words=st.sampled_from(("tag rail", "tag -rail", "edit --city=Lyon", "edit --private", "edit --company=")),
        where=st.sampled_from(("company:airbus", "jose", "tag:rail", "-has:email")),
    )
    def change_many(self, words: str, where: str) -> None:
        command, change = words.split(" ")
        self.do(command, f"--where={where}", "--yes", change)

    @rule(
        brought=st.lists(files, min_size=1, max_size=4),
        more=st.sampled_from(
            (
                (),
                ("--owner", "Ana O'Neil"),
                ("--owner", "Jan van der Berg", "--create"),
                ("--yes",),
                ("--since-last",),
                ("--map", "name=name,company=company", "--save-map", "club"),
            )
        ),
    )
    def bring(self, brought: list[File], more: tuple[str, ...]) -> None:
        """Import files. Editions of one file have the same name."""
        paths = []
        for file in brought:
            if file.messages and "--owner" in more:
                continue
            folder = Path(self.folder.name) / hashlib.sha256(file.text.encode()).hexdigest()[:8]
            folder.mkdir(exist_ok=True)
            paths.append(folder / file.name)
            paths[-1].write_text(file.text, encoding="utf-8")
            self.mailboxes[str(paths[-1])] = file.messages
        if not paths:
            return
        held = _held(self.now)
        entries = self.do("import", *map(str, paths), *more)
        good = [entry for entry in entries if "error" not in entry]
        for entry in good:
            assert entry["read"] == entry["used"] + entry["ignored"] + entry["rejected_count"], entry
        grown = Counter[str]()
        for entry in good:
            people, links = entry["people"], entry["links"]
            grown["person"] += people["new"] + people["unsure"] - people["merged"]
            grown["placeholder"] += people["placeholders"]
            grown["organization"] += people["organizations"]
            grown["link"] += links["new"]
        if entries and "--create" not in more:  # else the owner may be new as well
            assert {kind: held[kind] + grown[kind] for kind in KEPT} == _held(self.now), entries

    @rule(whom=ends, via=ends, state=st.sampled_from(("agreed", "met", "declined", "silent")), log=st.booleans())
    def introduce(self, whom: int, via: int, state: str, log: bool) -> None:
        self.do("intro", *((state, self.who(whom)) if log else ("asked", self.who(whom), "--via", self.who(via))))

    @rule(
        people=st.lists(ends, **several),
        more=st.sampled_from(
            (
                ("--know-each-other",),
                ("--kind", "lunch", "--place", "Lyon"),
                ("--on", "2026-11-20", "--at", "Rail fair"),
                ("--note", "n"),
                ("--with", "Ana O'Neil"),
                ("Li Wei", "--create", "--know-each-other"),
            )
        ),
    )
    def meet(self, people: list[int], more: tuple[str, ...]) -> None:
        self.do("met", *map(self.who, people), *more)

    @rule(
        lines=st.lists(
            st.tuples(st.sampled_from(("2026-11-20", "2026-11-21 lunch")), st.lists(names, **several), st.booleans()),
            **several,
        ),
        create=st.booleans(),
    )
    def keep_diary(self, lines: list[tuple[str, list[str], bool]], create: bool) -> None:
        text = "".join(
            f"{day} {(' & ' if known else ', ').join(people)}{': n' * known}\n" for day, people, known in lines
        )
        self.do("met", "--diary", "-", *(["--create"] * create), stdin=text)

    @rule(person=ends, direction=st.sampled_from(("given", "received")))
    def favour(self, person: int, direction: str) -> None:
        self.do("favour", self.who(person), direction, "a book")

    @rule(question=st.sampled_from(QUESTIONS), p=ends, q=ends)
    def ask(self, question: str, p: int, q: int) -> None:
        """Run *question*, a command that must change neither the book nor the history."""
        named = {"P": self.who(p), "Q": self.who(q), "/V": str(Path(self.folder.name) / "page.html")}
        words = [named.get(word, word) for word in question.split(" ")]
        outcome = self.netcli(*words, "--json", *(["--force"] if "/V" in question else []), stdin="from,to\nme,id:2\n")
        assert outcome.code in (0, 2, 3, 4, 5, 6, 65, 73), (words, outcome.err)
        steps[words[0]] += 1
        assert self.netcli.export() == self.now, words
        assert self.netcli.ok("history", "--limit", "1")["result"][0]["change"] == self.last, words

    @rule(whom=ends | st.sampled_from(TAGS).map("tag:{}".format), every=st.sampled_from(("6w", "1y", "none")))
    def be_in_touch(self, whom: int | str, every: str) -> None:
        self.do("rhythm", whom if isinstance(whom, str) else self.who(whom), every)

    @rule(person=ends, how=st.sampled_from(("add", "add", "remove", "check", "check")))
    def watch(self, person: int, how: str) -> None:
        self.do("watch", how, *([] if how == "check" else [self.who(person)]))

    @rule(replies=st.lists(st.sampled_from(("y", "n", "s", "skip", "q")), min_size=1, max_size=5))
    def interview(self, replies: list[str]) -> None:
        self.do("interview", stdin="".join(f"{reply}\n" for reply in replies))

    @rule(word=st.sampled_from(("infer", "name", "name_company", "email", "other")))
    def accept(self, word: str) -> None:
        self.do(*(["infer"] if word == "infer" else ["duplicates", "--accept", word]), "--yes")

    @rule(a=ends, b=ends)
    def merge(self, a: int, b: int) -> None:
        self.merged.append(self.who(a))
        self.do("merge", self.who(a), self.who(b), "--yes")

    @precondition(lambda self: self.merged)
    @rule(number=ends, record=st.none() | st.integers(1, 20))
    def split(self, number: int, record: int | None) -> None:
        self.do("split", self.merged[number % len(self.merged)], *([str(record)] if record else []))

    @rule(a=ends, b=ends)
    def keep_apart(self, a: int, b: int) -> None:
        self.do("distinct", self.who(a), self.who(b))

    @rule(pairs=st.lists(st.tuples(ends, ends, st.sampled_from(("same", "distinct", "later"))), **several))
    def decide(self, pairs: list[tuple[int, int, str]]) -> None:
        people = json.loads(self.now)["result"]["people"]
        numbers = [person["id"] for person in people]
        lines = (
            json.dumps({"a": numbers[a % len(numbers)], "b": numbers[b % len(numbers)], "verdict": verdict}) + "\n"
            for a, b, verdict in pairs
        )
        self.do("duplicates", "--decide", "-", stdin="".join(lines))

    @rule(person=ends)
    def remove(self, person: int) -> None:
        self.do("remove", self.who(person), "--yes")

    @rule(number=ends)
    def restore(self, number: int) -> None:
        trash = self.netcli.ok("trash")["result"]
        if trash:
            self.do("trash", "restore", f"id:{trash[number % len(trash)]['person']['id']}")

    @rule(number=st.integers(1, 4))
    def take_batch_back(self, number: int) -> None:
        self.do("undo", "--batch", str(number), "--yes")

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        self.netcli.ok("undo")
        steps["undo"] += 1
        self.after.append(self.now)
        self.now = self.before.pop()
        assert self.netcli.export() == self.now

    @rule()
    def redo(self) -> None:
        outcome = self.netcli("redo", "--json")
        steps["redo"] += 1
        assert outcome.code == (0 if self.after else 3)
        if self.after:
            self.before.append(self.now)
            self.now = self.after.pop()
        assert self.netcli.export() == self.now

    @invariant()
    def whole(self) -> None:
        """Check that the book has no problems and can be restored from its export."""
        if self.now and self.now not in self.proved:
            assert self.netcli.ok("check")["result"] == {"problems": [], "repaired": 0}
            assert restored(self.now, Path(self.folder.name)) == self.now
            self.counted()
            self.proved.add(self.now)

    def counted(self) -> None:
        """Check that each message counts once.

        If people are in the trash, messages with these people may be missing.
        """
        document = json.loads(self.now)["result"]
        owners = {batch["batch"]: batch["owner"] for batch in document["batches"]}
        truth: dict[int, set[int]] = {}
        for batch in document["batches"]:
            truth.setdefault(batch["owner"], set()).update(self.mailboxes.get(batch["file"], ()))
        counts = Counter[int]()
        for each in document["evidence"]:
            if each["kind"] == "message":
                counts[owners[each["batch"]]] += each["count"]
        expected = Counter({owner: len(messages) for owner, messages in truth.items() if messages})
        assert counts <= expected if self.netcli.ok("trash")["result"] else counts == expected


KEPT: Final = ("person", "placeholder", "organization", "link")


def _held(document: str) -> dict[str, int]:
    """Return the number of links in an export, and the number of people of each kind."""
    held = json.loads(document)["result"]
    kinds = Counter(person["kind"] for person in held["people"])
    return {**{kind: kinds[kind] for kind in KEPT}, "link": len(held["links"])}


def restored(document: str, folder: Path) -> str:
    """Import *document* into a new book, and return the new book's export."""
    other = Netcli(folder / "restored.db")
    other.db.unlink(missing_ok=True)
    path = folder / "export.json"
    path.write_text(document, encoding="utf-8")
    other.ok("import", path)
    return other.export()


def play(books: int) -> None:
    """Run the state machine on the given number of books."""
    run: Callable[..., None] = run_state_machine_as_test
    health = list(HealthCheck)
    run(
        Journal,
        settings=settings(
            max_examples=books, stateful_step_count=STEPS, deadline=None, suppress_health_check=health, print_blob=True
        ),
    )


if __name__ == "__main__":
    for number in range(PLAYED, int(sys.argv[1]) + 1, PLAYED):
        play(PLAYED)
        wrote = sum(count for word, count in steps.items() if word.endswith("wrote"))
        print(f"{number} books, {steps.total() - wrote} commands, {wrote} of which wrote: {dict(steps)}", flush=True)
