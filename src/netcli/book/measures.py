"""Questions about the whole network, and about the position of a person in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from netcli.book.handle import Handle

if TYPE_CHECKING:
    from netcli.answers import Answer, Words
    from netcli.answers.fragile import Fragile
    from netcli.answers.groups import Groups
    from netcli.answers.milgram import Milgram
    from netcli.answers.potential import Potential
    from netcli.answers.stars import Funnel, Whole
    from netcli.answers.stats import Stats
    from netcli.answers.suggest import Acquaintance, Wish
    from netcli.answers.whatif import WhatIf
    from netcli.ask.naming import Who


class Measures(Handle):
    """The methods that measure a network.

    If *guesses* is true, guessed links are included. If *as_of* is a day, the answer shows what the book knew on this
    day.
    """

    def stats(self, *, exact: bool = False, guesses: bool = False, as_of: str | None = None) -> Answer[Words, Stats]:
        """Measure the network: people, links, distances and clustering; with *exact*, estimate nothing."""
        from netcli.ask import stats

        with self._question_then(as_of) as (reader, _, remarks):
            return stats.stats(reader, exact=exact, guesses=guesses, as_of=as_of).beware(remarks)

    def stars(
        self,
        source: Who = "me",
        *,
        guesses: bool = False,
        limit: int = 0,
        as_of: str | None = None,
        first: bool = False,
    ) -> Answer[Words, Funnel]:
        """Rank the contacts of *source*.

        A contact's share is the part of *source*'s shortest chains that passes through the contact.
        """
        from netcli.ask import stars

        with self._question_then(as_of, first=first) as (reader, person, remarks):
            answer = stars.stars(reader, person(source), guesses=guesses, limit=limit, as_of=as_of)
            return answer.beware(remarks)

    def stars_of_all(
        self, *, exact: bool = False, guesses: bool = False, limit: int | None = None, as_of: str | None = None
    ) -> Answer[Words, Whole]:
        """Rank everybody by the number of shortest chains that pass through the person."""
        from netcli.ask import stars

        with self._question_then(as_of) as (reader, _, remarks):
            answer = stars.whole(reader, exact=exact, guesses=guesses, limit=limit, as_of=as_of)
            return answer.beware(remarks)

    def potential(self, who: Who = "me", *, guesses: bool = False, first: bool = False) -> Answer[Words, Potential]:
        """Measure a person's connectivity, and find what would raise it most."""
        from netcli.ask import potential

        with self._question(first=first) as (reader, person):
            return potential.potential(reader, person(who), guesses=guesses)

    def suggest(
        self, filters: Sequence[str] = (), *, together: bool = False, guesses: bool = False, limit: int = 10
    ) -> Answer[Wish, list[Acquaintance]]:
        """Suggest people whose acquaintance would bring everybody closer to me.

        If *together* is true, each gain assumes that I have met all people earlier in the list.
        """
        from netcli.ask import suggest

        with self._question() as (reader, _):
            return suggest.suggest(reader, filters, together=together, guesses=guesses, limit=limit)

    def fragile(self, *, guesses: bool = False, limit: int = 0) -> Answer[Words, Fragile]:
        """Find people and links whose loss would split the network.

        The answer also proposes new links that would prevent a split."""
        from netcli.ask import fragile

        with self._question() as (reader, _):
            return fragile.fragile(reader, guesses=guesses, limit=limit)

    def groups(self, *, guesses: bool = False, limit: int = 0, everybody: bool = True) -> Answer[Words, Groups]:
        """Find the groups of closely linked people.

        If *everybody* is false, list only a few people of each group.
        """
        from netcli.ask import groups

        with self._question() as (reader, _):
            return groups.groups(reader, guesses=guesses, limit=limit, everybody=everybody)

    def whatif(
        self,
        links: Sequence[str] = (),
        without: Sequence[Who] = (),
        targets: Sequence[Who] = (),
        *,
        guesses: bool = False,
        first: bool = False,
    ) -> Answer[Words, WhatIf]:
        """Compare the network before and after adding *links* ("A = B") and removing people.

        The answer also has my hops to each of *targets*, before and after.
        """
        from netcli.ask import whatif

        pairs = [whatif.ends(text) for text in links]
        with self._question(first=first) as (reader, person):
            named = [(person(a), person(b)) for a, b in pairs]
            gone, sought = [person(who) for who in without], [person(who) for who in targets]
            return whatif.whatif(reader, named, gone, sought, guesses=guesses)

    def milgram(
        self, *, letters: int = 1000, seed: int = 1967, attrition: float = 0.25, guesses: bool = False
    ) -> Answer[Words, Milgram]:
        """Simulate letters to me from random people, who know only their own contacts.

        Each holder drops the letter with probability *attrition*.
        """
        from netcli.ask import milgram

        with self._question() as (reader, _):
            return milgram.milgram(reader, letters=letters, seed=seed, attrition=attrition, guesses=guesses)
