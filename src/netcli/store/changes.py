"""The book's history, as one reads it."""

from __future__ import annotations

from netcli.answers.undo import Change
from netcli.store.dialect import json_field
from netcli.store.reader import Reader


def history(reader: Reader, person: int | None = None) -> list[Change]:
    """The changes, newest first; those that touched *person* only, if given, or whoever became one with her."""
    known, where, values = "", "", []
    if person is not None:
        known = "WITH RECURSIVE her(n) AS (SELECT ?1 UNION SELECT f.old FROM forward f JOIN her ON f.person = her.n) "
        where = (
            "WHERE c.id IN (SELECT b.change FROM record r JOIN batch b ON b.id = r.batch WHERE r.person = ?1"
            " UNION SELECT i.change FROM image i WHERE i.\"table\" = 'record' AND"
            f" ({json_field('i.after', 'person')} IN her OR {json_field('i.before', 'person')} IN her)"
            " UNION SELECT i.change FROM image i JOIN record r ON r.person = ?1"
            f" WHERE i.\"table\" = 'evidence' AND ({json_field('coalesce(i.after, i.before)', 'a')} = r.id"
            f" OR {json_field('coalesce(i.after, i.before)', 'b')} = r.id))"
        )
        values = [person]
    found = reader.connection.execute(
        f"{known}SELECT c.id, c.happened, c.command, c.summary,"
        f" (SELECT count(DISTINCT {json_field('i.after', 'person')})"
        "  FROM image i WHERE i.change = c.id AND i.\"table\" = 'record')"
        " + coalesce((SELECT sum(people) FROM batch WHERE change = c.id), 0), c.undone"
        f" FROM change c {where} ORDER BY c.id DESC",
        values,
    )
    return [Change.of(row[:5], undone=row[5] is not None) for row in found]
