"""Read tables, JSON, XML, and the lines of vCard, iCalendar and LDIF."""
