"""`pytest tests/importers --regenerate` writes anew what the examples are expected to say; read the difference."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known only when this folder is named: elsewhere the option is off."""
    parser.addoption("--regenerate", action="store_true", help="write the expectations beside the examples anew")


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Are expectations to be written rather than met?"""
    return bool(request.config.getoption("--regenerate", default=False))
