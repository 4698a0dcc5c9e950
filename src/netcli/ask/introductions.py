"""Introductions: drafts of requests, and the log. Netcli sends nothing."""

from __future__ import annotations

import string
from collections.abc import Sequence
from itertools import pairwise, starmap
from pathlib import Path
from typing import Final

from netcli.answers import Answer, Words, limited
from netcli.answers.introductions import STATES, Draft, Intro
from netcli.answers.paths import Chain, Found, NotFound, Question
from netcli.answers.people import Person
from netcli.ask.export import left_out
from netcli.ask.naming import Name, Who, called
from netcli.ask.paths import between, path, question
from netcli.errors import BadInput, Refused, Usage, one_of
from netcli.language import say
from netcli.store import dump, trash
from netcli.store.journal import sorted_pair
from netcli.store.reader import Reader

LANGUAGES: Final = ("en", "fr")
ONWARD: Final = {
    "en": (", who knows {}", " (and would you pass it on to {})"),
    "fr": (", qui connaît {}", " (et pourriez-vous transmettre à {})"),
}
"""Phrases that are added if a chain has more than three people."""
AT: Final = {"en": "{}, {} at {}", "fr": "{}, {} chez {}"}
QUOTED: Final = {"en": "In their own words: {}", "fr": "En ses mots : {}"}
"""For each language, a template that marks the asker's reason as a quotation."""
YOU: Final = {"en": "you", "fr": "vous"}
"""For each language, the word that replaces the target's name in a text that is forwarded to the target."""
JOINED: Final = {"en": "who knows", "fr": "qui connaît"}


def draft(
    reader: Reader,
    person: Name,
    asker: Who,
    whom: Who,
    *,
    by: str,
    language: str,
    why: str | None = None,
    private: bool = False,
) -> Answer[Words, Draft] | Answer[Question, NotFound]:
    """Draft a request for an introduction, and a paragraph to forward.

    Unless *private* is true, the chain avoids private people and links. Raises Usage if *language* is unknown, or if
    *asker* and *whom* are the same person. Raises Refused if one of these two people is private, unless *private* is
    true.
    """
    language, by = one_of("--lang", language, LANGUAGES), one_of("--by", by, ("hops", "chance"))
    source, target = person(asker), person(whom)
    if source.id == target.id:
        raise Usage(say("an introduction needs two different people"), say("choose another person"))
    asked = between(question(by=by, limit=0), source, target)
    answer = path(reader, asked)
    if not private:
        answer = _public(reader, asked, answer)
    found = answer.result
    if isinstance(found, Found):
        query = {"source": source, "target": target, "by": by, "language": language}
        return Answer("intro", query, _draft(found.chains[0], language, why), answer.warnings)
    return Answer("intro", answer.query, found, answer.warnings, answer.exit_code)


def _public(
    reader: Reader, asked: Question, answer: Answer[Question, Found | NotFound]
) -> Answer[Question, Found | NotFound]:
    """If the chain in *answer* contains private people or links, return a chain without them.

    Otherwise, return *answer*.
    """
    people, links = dump.private_people(reader), dump.private_links(reader)
    for end in (asked.source, asked.target):
        if end.id in people and not end.me:
            raise Refused(
                say("{called} is private", called=called(end)), say("use --include-private to write the draft anyway")
            )
    people.discard(reader.me())
    chain = [each.id for each in answer.result.chains[0].people] if isinstance(answer.result, Found) else []
    hidden = len(people.intersection(chain)), len(links.intersection(starmap(sorted_pair, pairwise(chain))))
    if not any(hidden):
        return answer
    others = path(reader, asked.replaced(_hidden=(frozenset(people), tuple(links))))
    return others.replaced(warnings=[*others.warnings, *left_out(*hidden)])


def list_introductions(reader: Reader, *, open_only: bool, limit: int) -> Answer[Words, Sequence[Intro]]:
    """List the logged requests for introductions, newest first, each with its next step."""
    removed = trash.numbers(reader)
    logged = [
        each
        for each in reader.introductions()
        if (not open_only or STATES[each.state]) and not {each.target, each.ask} & removed
    ]
    people = reader.people({number for each in logged for number in (each.target, each.ask)})
    listed = [
        Intro(each.id, people.get(each.target), people.get(each.ask), each.state, each.since, STATES[each.state])
        for each in reversed(logged)
    ]
    shown, warnings = limited(listed, limit)
    return Answer("intro", {"open": open_only}, shown, warnings)


def _draft(chain: Chain, language: str, why: str | None) -> Draft:
    asker, *others = (called(person) for person in chain.people)
    target = chain.people[-1]
    about = (
        AT[language].format(others[-1], target.title, target.company)
        if target.title and target.company
        else (f"{others[-1]}, {target.company}" if target.company else others[-1])
    )
    request, forwardable, direct = _template(language)
    known, passed_on = ONWARD[language]
    beyond = others[2:]
    reason = (why or "").strip()
    words = {
        "me": asker,
        "friend": _first_name(chain.people[1]),
        "target": others[-1],
        "target_at": about,
        "next": others[1] if len(others) > 1 else others[0],
        "target_first": _first_name(target),
        "next_first": _first_name(chain.people[min(2, len(others))]),
        "onward": known.format(f", {JOINED[language]} ".join(beyond)) if beyond else "",
        "why": f"\n{reason}\n" if reason else "",
        "why_quoted": f"\n{QUOTED[language].format(reason)}\n" if reason else "",
        "next_asks": passed_on.format(beyond[0]) if beyond else "",
    }
    if len(others) == 1:
        return Draft(chain, target, direct.safe_substitute(words), "", language)
    forwarded = words if beyond else words | dict.fromkeys(("target", "target_at"), YOU[language])
    return Draft(
        chain, chain.people[1], request.safe_substitute(words), forwardable.safe_substitute(forwarded), language
    )


def _first_name(person: Person) -> str:
    """Return the person's first name; names in the book have the first name first."""
    return (person.name or "").partition(" ")[0] or called(person)


def _template(language: str) -> tuple[string.Template, string.Template, string.Template]:
    """Return the templates of the request, the paragraph to forward and the direct message.

    Raises BadInput if the user's own file is not UTF-8 or lacks a part.
    """
    from platformdirs import user_config_path  # only drafts need it

    name = f"intro.{language}.txt"
    own = user_config_path("netcli") / name
    file = own if own.exists() else Path(__file__).parents[1] / "templates" / name
    try:
        parts = file.read_text("utf-8").split("\n---\n")
    except UnicodeDecodeError as error:
        raise BadInput(say("{file} is not UTF-8", file=file), say("save the file as UTF-8")) from error
    if len(parts) != 3:
        raise BadInput(
            say("{file} has {parts} parts", file=file, parts=len(parts)),
            say("write three parts with a line --- between them, as in netcli's own template"),
        )
    request, forwardable, direct = (string.Template(part.strip("\n") + "\n") for part in parts)
    return request, forwardable, direct
