"""Tell whether a mail address belongs to a person, a role or a program."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from netcli.names import full_key, parse

_WORDS: Final = (
    "abuse accounting accounts accueil achats adhesion admin administration administrateur adv agence alerts "
    "alumni association assistance billing bonjour booking bounce bounces boutique bureau cabinet calendar campus "
    "candidature careers cfo ceo clients com comite commande commandes commercial communication compta "
    "comptabilite contact contacts courrier customerservice daemon devis direction dpo ecole ecommerce editor "
    "emploi enquiries equipe events facturation facture factures familie famille family feedback finance "
    "formation gestion hello help helpdesk hi hostmaster hotline hr inbox info infos informatique information "
    "inscription invoice invoices it job jobs juridique kontakt legal location mail mailer mailerdaemon mairie "
    "maintenance management marketing media members moderator news newsletter newsletters noc nepasrepondre "
    "noreply notification notifications office operations orders pao personnel planning post postmaster pr presse "
    "press privacy production projet qualite reception recrutement recruitment redaction registration rendezvous "
    "reply reservation reservations rh root sales sav secretaire secretariat security service serviceclient "
    "services shop standard stage stages studio subscribe support team technique tresorier unsubscribe usenet "
    "vente ventes web webmaster welcome"
)
"""Local parts that stand for a role (RFC 2142; French and English usage)."""
_ROLES: Final = frozenset(_WORDS.split())
_WHOLE: Final = 3
"""If the first word has at most this number of letters, only the whole local part can mean a role: hr@, not hr.berg@.
"""
_PROGRAMS: Final = re.compile(
    r"no[-_.]?reply|do[-_.]?not[-_.]?reply|ne[-_.]?pas[-_.]?repondre|na?o[-_.]?respond(?:er|a)|non[-_.]?rispondere"
    r"|nicht[-_.]?antworten|keine[-_.]?antwort|(?:geen|niet)[-_.]?(?:be)?antwoord|nie[-_.]?odpowiadaj"
    r"|(?:^|[-_.])(?:(?:ei|ala)[-_.]?vasta|(?:ej|ikke|inte)[-_.]?svar|svar[-_.]?(?:ej|ikke|inte)(?:$|[-_.]))"
    r"|mailer-daemon|unknownorganizer|^(?:reply|unsubscribe)[-+]|^(?:invitations?|(?:inmail-)?hit-reply)$"
    r"|^auto[-_.]?(?:confirm|mailer|reply|responder)(?:$|[-_.+\d])|^(?:prvs|srs\d)="
    r"|^(?:listserv|majordomo|mailman|sympa)$|^owner-|-(?:owner|request|subscribe|unsubscribe)$"
    r"|(?:^|[-_.+])(?:notifications?|postmaster|newsletters?|bounces?)(?:[-_.+=\d]|$)"
)
_LABELS: Final = (
    "reply noreply no-reply donotreply do-not-reply autoreply bounce bounces bnc inbound notify notification "
    "notifications mailer mailers mg newsletter newsletters unsubscribe "
    "list lista listas liste listen listes lists listserv lijst lijsten mailman sympa"
)
_PROGRAM_LABELS: Final = frozenset(_LABELS.split())
"""Names of sub-domains that only programs and mailing lists use: reply.github.com, lists.debian.org, Mailgun's mg."""
_DOMAINS: Final = (
    "facebookmail.com incoming.gitlab.com docs.google.com plus.google.com txt.voice.google.com guest.airbnb.com "
    "guest.booking.com craigslist.org docusign.net amazonses.com sendgrid.net mcsv.net mcdlv.net rsgsv.net "
    "mandrillapp.com mailgun.org atlassian.net intercom-mail.com discoursemail.com mail.asana.com "
    "googlegroups.com groups.io freelists.org framalistes.org yahoogroups.com yahoogroups.fr yahoogroups.de"
)
_PROGRAM_DOMAINS: Final = frozenset(_DOMAINS.split())
"""Domains whose addresses belong to programs or lists, or hide the sender's address."""
_SHOPS: Final = ("marketplace.amazon.", "members.ebay.")
"""Beginnings of domains that marketplaces use to hide the sender's address."""
_SECOND_LEVEL: Final = frozenset(("ac", "co", "com", "edu", "gov", "net", "org"))
"""Labels such as `co` in example.co.uk. Domains are registered one level below these labels."""
_NOBODY: Final = re.compile(r"(?:resource|group)\.calendar\.google\.com|(?:.*\.)?invalid")
"""Hosts of rooms and groups, and hosts that never receive mail (RFC 2606)."""


def is_program(address: str) -> bool:
    """Return whether *address* belongs to a program, a mailing list, a room or nobody.

    >>> [is_program(f"{local}@example.org") for local in ("linkedin-noreply", "no-responder", "bounces+1", "sales")]
    [True, True, True, False]
    >>> [is_program(f"zoe@{domain}") for domain in ("noreply.github.com", "x.bounces.example.co.uk", "reply.com")]
    [True, True, False]
    >>> is_program("chess@lists.example.org"), is_program("chess@googlegroups.com"), is_program("zoe@lists.com")
    (True, True, False)
    >>> is_program("invitations@linkedin.com"), is_program("jira@acme.atlassian.net"), is_program("zoe@linkedin.com")
    (True, True, False)
    """
    local, _, domain = address.lower().partition("@")
    return bool(_PROGRAMS.search(local) or _NOBODY.fullmatch(domain)) or _is_programs(domain)


def _is_programs(domain: str) -> bool:
    """Return whether only programs use the domain."""
    labels = domain.split(".")
    own = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    if domain.startswith(_SHOPS) or not _PROGRAM_LABELS.isdisjoint(labels[:-own]):
        return True
    return any(".".join(labels[at:]) in _PROGRAM_DOMAINS for at in range(len(labels) - 1))


def is_role(address: str) -> bool:
    """Return whether *address* belongs to a role or a program instead of one person.

    >>> [is_role(f"{local}@example.org") for local in ("info", "service.client-75", "No-Reply", "hr", "hr.berg")]
    [True, True, True, True, False]
    """
    words = [word for word in re.split(r"[^a-z]+", address.partition("@")[0].lower()) if word]
    named = bool(words) and (words[0] if len(words[0]) > _WHOLE else "".join(words)) in _ROLES
    return named or is_program(address)


@lru_cache(maxsize=1 << 12)
def holder(address: str, name: str | None) -> str | None:
    """Return a person's key from *address* and *name*; None if there is no person.

    If the address belongs to a role, the key contains the person's name.

    >>> holder("zoe@example.org", "Zoé"), holder("sales@example.org", "Martin, Marie")
    ('zoe@example.org', 'sales@example.org marie martin')
    >>> holder("sales@example.org", "Sales Team"), holder("info@dupuis.example", "Dupuis Lyon")
    (None, None)
    """
    if not is_role(address):
        return address
    if name is None or is_program(address) or not _is_a_persons(name, address):
        return None
    return f"{address} {full_key(name)}"


def _is_a_persons(name: str, address: str) -> bool:
    """Return whether *name* is the name of a person, and not of the role or firm behind *address*."""
    parsed = parse(name)
    words = (*parsed.initials, *parsed.tokens)
    if len(words) < 2 or parsed.opaque or not _ROLES.isdisjoint(words):
        return False
    return words[0] not in re.split(r"[-.]", address.partition("@")[2])
