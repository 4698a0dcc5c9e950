"""How files are written: tables, JSON, XML and content lines, whatever they say."""
