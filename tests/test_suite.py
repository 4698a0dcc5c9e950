"""Each test asserts something, and no assertion is always true."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Final

FOREIGN: Final = {"raises", "fail", "check_schema", "run_state_machine_as_test"}
"""Names of library functions that count as assertions."""


@cache
def _functions() -> list[tuple[Path, ast.FunctionDef]]:
    return [
        (path, node)
        for path in Path(__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]


def test_every_test_asserts_something() -> None:
    """Every test contains an assertion, or calls a function that contains an assertion."""
    asserting = FOREIGN | {node.name for _, node in _functions() if _asserts(node, FOREIGN)}
    assert [
        f"{path}::{node.name}"
        for path, node in _functions()
        if node.name.startswith("test_") and not _asserts(node, asserting)
    ] == []


def test_no_assertion_holds_whatever_happens() -> None:
    """In an assertion, `or` has no operand that is always true."""
    names = {(path, node.name) for path, node in _functions()}
    assert [
        f"{path}:{choice.lineno}"
        for path, function in _functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Assert)
        for choice in ast.walk(node.test)
        if isinstance(choice, ast.BoolOp) and isinstance(choice.op, ast.Or)
        for each in choice.values[: None if choice is node.test else -1]  # `found or [None]` may have a default
        if (isinstance(each, ast.Name) and (path, each.id) in names)
        or (isinstance(each, ast.Constant) and each.value)
        or (isinstance(each, ast.Tuple | ast.List | ast.Dict | ast.JoinedStr) and ast.unparse(each) not in ("[]", "{}"))
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
