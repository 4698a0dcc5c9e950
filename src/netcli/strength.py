"""Temporary."""
from __future__ import annotations
from typing import Any
def base_of_link(signs: Any) -> float: return -1.735
def chance_of_link(base: float, since: Any, last: Any, closeness: Any, *, today: Any) -> float: return 0.15
