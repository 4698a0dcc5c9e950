"""Parts that several importers have in common: keys, relations, contacts, chats, addresses and graphs."""
