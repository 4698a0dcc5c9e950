"""What a file is written in: text, tables, JSON, XML and content lines, whatever they say."""
