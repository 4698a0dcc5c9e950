"""A fixture for the tests of identity: a book with possible duplicates."""

from __future__ import annotations

import pytest

from ..running import Netcli
from .tables import brought


@pytest.fixture
def twins(book: Netcli) -> Netcli:
    """A fixture: a book with four pairs of possible duplicates.

    Pairs 2-3 and 4-5 share a name and an employer, pair 6-7 is misspelt, and pair 8-9 shares only a name.
    """
    brought(
        book,
        "twins.csv",
        {"name": "Ana Lopes", "company": "Exemple SA", "city": "Lyon"},
        {"name": "LOPES Ana", "company": "Exemple"},
        {"name": "Jan Novak", "company": "Acme", "title": "CEO"},
        {"name": "Jan Novak", "company": "Acme France"},
        {"name": "Émile Lefèvre", "company": "Dupuis"},
        {"name": "Emile Lefebvre", "company": "Dupuis"},
        {"name": "Ulla Berg"},
        {"name": "Ulla Berg", "title": "Alto"},
    )
    return book
