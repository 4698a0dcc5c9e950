"""Print the people to ask for introductions to a company, best first: `python examples/doors.py airbus`."""

from __future__ import annotations

import sys

import netcli


def doors(company: str) -> list[str]:
    """Return a line for each person to ask, best first."""
    with netcli.open() as book:
        reach = book.reach([f"company:{company}"], by="chance").result
    return [f"{door.ask.name}: {', '.join(each.person.name or '?' for each in door.people)}" for door in reach.doors]


def main() -> int:
    """Run the example from the command line. Return the exit code."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    try:
        print("\n".join(doors(sys.argv[1])))
    except netcli.NetcliError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
