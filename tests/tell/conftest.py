"""What the tests of identity share: a book in which pairs wait."""

from __future__ import annotations

import pytest

from ..running import Netcli
from .tables import brought


@pytest.fixture
def twins(book: Netcli) -> Netcli:
    """A book in which four pairs wait: 2 and 3, 4 and 5 (one employer), 6 and 7 (misspelt), 8 and 9 (a name alone)."""
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
