"""A rule for the tests: each test asserts something."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

FOREIGN: Final = {"raises", "fail", "check_schema", "run_state_machine_as_test"}
"""Functions of pytest and other libraries that can fail a test."""


def test_every_test_asserts_something() -> None:
    """Every test contains an assertion, or calls a function that contains an assertion."""
    functions = [
        (path, node)
        for path in Path(__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    asserting = FOREIGN | {node.name for _, node in functions if _asserts(node, FOREIGN)}
    assert [
        f"{path}::{node.name}"
        for path, node in functions
        if node.name.startswith("test_") and not _asserts(node, asserting)
    ] == []


def _asserts(function: ast.FunctionDef, asserting: set[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in asserting:
                return True
    return False
