"""What several networks have in common: keys, relations, contacts, chats, addresses and graphs."""
