"""Read the syntax of files, whatever they hold: tables, JSON, XML, and the lines of vCard, iCalendar and LDIF."""
