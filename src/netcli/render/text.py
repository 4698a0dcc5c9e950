"""Answers in words: one small function an answer type; blocks out, so that a terminal and a pipe can each show them."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from functools import singledispatch
from typing import Any, Final

from netcli.answers import Answer
from netcli.render.blocks import Aligned, Block, Table, line
from netcli.render.chains import chains, chance_of, no_chain
from netcli.render.phrases import name_of, plural, reasons, told_by, with_company

FAMILIES: Final = {
    "Reach": "reach",
    "Draft": "introductions",
    "Inferred": "guessing",
    "Interviewed": "guessing",
    "Topic": "helping",
}
"""Answers whose words stand in a module of their own, read only when they are needed."""


def words(answer: Answer) -> list[Block]:
    """What the answer says, for stdout."""
    if isinstance(answer.result, list):
        return _listed(answer.result)
    family = FAMILIES.get(type(answer.result).__name__)
    if family:
        return list(importlib.import_module(f"netcli.render.{family}").words(answer.result))
    return list(_words(answer.result))


def told(answer: Answer) -> list[Block]:
    """What a write did, and what to beware of, for stderr."""
    blocks: list[Block] = []
    if answer.summary is not None:
        undo = getattr(answer.result, "undo", None)
        blocks.append(line(answer.summary, ("  (netcli undo takes it back)", "dim") if undo else ""))
    warnings = answer.warnings
    blocks += [line(("warning: ", "warn"), _warning(warning)) for warning in warnings[:5]]
    if len(warnings) > 5:
        blocks.append(line(("warning: ", "warn"), f"… and {len(warnings) - 5} more (--json lists them)"))
    return blocks


def _warning(warning: dict[str, Any]) -> str:
    file, number = warning.get("file"), warning.get("line")
    place = f"{file}:{number}: " if file and number else f"{file}: " if file else ""
    return place + str(warning.get("message", warning["code"])).removeprefix(f"{file}: ")


@singledispatch
def _words(_: object) -> Iterable[Block]:
    return ()


def _listed(result: list[Any]) -> list[Block]:
    if not result:
        return []
    if type(result[0]).__name__ not in _ROWS:
        return [block for entry in result for block in _words(entry)]
    columns, row = _ROWS[type(result[0]).__name__]
    return [Table(columns, tuple(row(item) for item in result))]


def _found_row(found: Any) -> tuple[str, ...]:
    person = found.person
    return f"id:{person.id}", name_of(person), person.company or "", person.city or "", f"{found.score:.2f}", found.why


def _person_row(person: Any) -> tuple[str, ...]:
    email = person.emails[0] if person.emails else ""
    return f"id:{person.id}", name_of(person), person.company or "", person.title or "", person.city or "", email


def _batch_row(batch: Any) -> tuple[str, ...]:
    owner = name_of(batch.owner) if batch.owner else ""
    undone = "taken back" if batch.undone else ""
    return (
        str(batch.batch),
        batch.imported[:10],
        batch.network,
        owner,
        str(batch.people),
        str(batch.links),
        batch.file,
        undone,
    )


def _change_row(change: Any) -> tuple[str, ...]:
    return (
        str(change.change),
        change.when.replace("T", " ")[:16],
        change.command,
        change.summary,
        "undone" if change.undone else "",
    )


def _intro_row(intro: Any) -> tuple[str, ...]:
    target, ask = (name_of(person) if person else "" for person in (intro.target, intro.ask))
    return str(intro.intro), target, ask, intro.state, intro.since, intro.next or ""


_ROWS: dict[str, Any] = {
    "Found": (("Id", "Name", "Company", "City", "Fit", "Why"), _found_row),
    "FullPerson": (("Id", "Name", "Company", "Title", "City", "E-mail"), _person_row),
    "Batch": (("Batch", "Imported", "Network", "Owner", "People", "Links", "File", ""), _batch_row),
    "Change": (("Change", "When", "Command", "What", ""), _change_row),
    "Intro": (("Intro", "Target", "Asked", "State", "Since", "Next"), _intro_row),
}
"""How the entries of a list are shown that are rows of one table; others have lines of their own."""


def _register_all() -> None:
    from netcli.answers.chains import Found, NotFound
    from netcli.answers.demo import Demo
    from netcli.answers.identity import Duplicates, Why
    from netcli.answers.showing import LinkShown, PersonShown
    from netcli.answers.writing import Checked, Where
    from netcli.render import identity, importing

    importing.register(_words)
    _words.register(Found, chains)
    _words.register(NotFound, no_chain)
    _words.register(PersonShown, _person)
    _words.register(LinkShown, _link)
    _words.register(Where, _where)
    _words.register(Duplicates, identity.waiting)
    _words.register(Why, identity.why)
    _words.register(Demo, _demo)
    _words.register(Checked, lambda _: [line(("the book is whole", "good"))])


def _demo(demo: Any) -> Iterable[Block]:
    yield line(
        f"A book of {plural(demo.people, 'person', 'people')} and {plural(demo.links, 'link')}, all invented: ",
        (demo.book, "name"),
    )
    yield line("Try:")
    yield from (line((words, "head"), indent=2) for words in demo.try_)


def _where(where: Any) -> Iterable[Block]:
    yield line((where.book, "name"))
    size = f"{where.bytes / 1_048_576:.1f} MiB"
    yield line(
        f"{plural(where.people, 'person', 'people')}, {plural(where.links, 'link')}, {size}; named by {where.from_}"
    )


def _person(shown: Any) -> Iterable[Block]:
    person = shown.person
    place = " · ".join(part for part in (person.title, person.company, person.city) if part)
    style = "me" if person.me else "name"
    yield line((name_of(person), style), f"   {place}" if place else "", right=((f"id:{person.id}", "dim"),))
    for label, values in (
        ("also", person.aliases),
        ("e-mail", person.emails),
        ("phone", person.phones),
        ("web", person.urls),
        ("tags", person.tags),
    ):
        if values:
            yield line((f"{label:<9}", "dim"), ", ".join(values), indent=2)
    for label, value in (("birthday", person.birthday), ("note", person.note)):
        if value:
            yield line((f"{label:<9}", "dim"), value, indent=2)
    if person.private:
        yield line(("private", "warn"), indent=2)
    sources = ", ".join(_source(source) for source in person.sources[:4])
    more = f" and {len(person.sources) - 4} more" if len(person.sources) > 4 else ""
    yield line((f"{'known by':<9}", "dim"), sources + more, indent=2)
    yield line((f"{plural(len(shown.links), 'contact')}", "head"))
    yield Aligned(
        tuple(
            line((with_company(link.person), "name"), middle=(reasons(link),), right=(chance_of(link),), indent=2)
            for link in shown.links[:50]
        )
    )
    if len(shown.links) > 50:
        yield line(f"… and {len(shown.links) - 50} more (--json lists them)", indent=2)
    if shown.signals:
        yield line((plural(len(shown.signals), "signal") + ", which no chain uses", "head"))
        for signal in shown.signals[:10]:
            yield line(told_by(signal), indent=2)


def _source(source: Any) -> str:
    if source.file is None:
        return "your own word"
    return f"{source.file}:{source.line}" if source.line else source.file


def _link(shown: Any) -> Iterable[Block]:
    link = shown.link
    yield line((reasons(link), "name"), right=(chance_of(link),))
    for evidence in link.evidence:
        yield line(told_by(evidence), indent=2)
    yield line(
        (f"why the chance is {link.chance:.2f}", "head"), ("  (log-odds that add up: netcli help chance)", "dim")
    )
    yield Aligned(
        tuple(
            line(
                (each.feature, "name"),
                middle=(f"{each.value:.2f} × {each.weight:+.3f}",),
                right=(f"{each.logit:+.3f}",),
                indent=2,
            )
            for each in shown.chance
        )
    )


_register_all()
