"""Temporary."""
from __future__ import annotations
from netcli import identifiers
from netcli.records import Record
def keys(record: Record):
    out=[]
    for u in record.urls:
        c=identifiers.url(u)
        if c and identifiers.profile(u): out.append(("url",c))
    for e in record.emails:
        k=identifiers.email_key(e)
        if k and not identifiers.role_mailbox(e): out.append(("email",k))
    for ph in record.phones:
        k=identifiers.phone(ph, record.country)
        if k and identifiers.is_mobile(k): out.append(("phone",k))
    return out
def same(one, other, key): return True
def waits(one, other): return True
