"""What several importers share: keys, relations, contacts, chats, addresses and graphs."""
