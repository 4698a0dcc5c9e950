"""Parameter types for numbers, limited to what the book can store."""

from __future__ import annotations

import math
from typing import Final

from typer import _click
from typer._click.types import FloatParamType, FloatRange, IntParamType, IntRange, ParamType

LARGEST: Final = 1 << 62
"""Maximum of whole numbers in options. Larger numbers are reduced to this maximum."""


class Whole(IntParamType):
    """A whole number."""

    def convert(self, value: object, param: _click.Parameter | None, ctx: _click.Context | None) -> int:
        """Return the number, limited to the range from -LARGEST to LARGEST."""
        return max(-LARGEST, min(int(super().convert(value, param, ctx)), LARGEST))


class Counted(IntRange):
    """A whole number within a range."""

    def convert(self, value: object, param: _click.Parameter | None, ctx: _click.Context | None) -> int:
        """Return the number, reduced to LARGEST if necessary."""
        return min(int(super().convert(value, param, ctx)), LARGEST)


class Real(FloatParamType):
    """A number."""

    def convert(self, value: object, param: _click.Parameter | None, ctx: _click.Context | None) -> float:
        """Return the number; `nan` and `inf` are usage errors."""
        number = float(super().convert(value, param, ctx))
        return number if math.isfinite(number) else self.fail(f"{value!r} is not a number.", param, ctx)


class Measured(FloatRange):
    """A number within a range."""

    def convert(self, value: object, param: _click.Parameter | None, ctx: _click.Context | None) -> float:
        """Return the number. `nan` and infinity are usage errors."""
        number = float(super().convert(value, param, ctx))
        return number if math.isfinite(number) else self.fail(f"{value!r} is not a number.", param, ctx)


def bounded(kind: ParamType) -> ParamType:
    """If *kind* is a type of numbers, return its limited form."""
    if type(kind) is IntParamType:
        return Whole()
    if type(kind) is IntRange:
        return Counted(kind.min, kind.max, kind.min_open, kind.max_open, kind.clamp)
    if type(kind) is FloatRange:
        return Measured(kind.min, kind.max, kind.min_open, kind.max_open, kind.clamp)
    if type(kind) is FloatParamType:
        return Real()
    return kind
