"""The book's history, as one reads it."""

from __future__ import annotations

from netcli.answers.writing import Change
from netcli.store.reader import Reader


def history(reader: Reader, person: int | None = None, limit: int = 0) -> list[Change]:
    """The changes, newest first; those that touched *person* only, if given."""
    where, values = "", []
    if person is not None:
        where = (
            "WHERE c.id IN (SELECT b.change FROM record r JOIN batch b ON b.id = r.batch WHERE r.person = ?1"
            " UNION SELECT i.change FROM image i WHERE i.\"table\" = 'record' AND"
            " (json_extract(i.after, '$.person') = ?1 OR json_extract(i.before, '$.person') = ?1)"
            " UNION SELECT i.change FROM image i JOIN record r ON r.person = ?1"
            " WHERE i.\"table\" = 'evidence' AND (json_extract(coalesce(i.after, i.before), '$.a') = r.id"
            " OR json_extract(coalesce(i.after, i.before), '$.b') = r.id))"
        )
        values = [person]
    found = reader.connection.execute(
        "SELECT c.id, c.happened, c.command, c.summary, (SELECT count(DISTINCT json_extract(i.after, '$.person'))"
        "  FROM image i WHERE i.change = c.id AND i.\"table\" = 'record')"
        " + coalesce((SELECT sum(people) FROM batch WHERE change = c.id), 0), c.undone"
        f" FROM change c {where} ORDER BY c.id DESC LIMIT {limit or -1}",
        values,
    )
    return [Change.of(row[:5], undone=row[5] is not None) for row in found]
