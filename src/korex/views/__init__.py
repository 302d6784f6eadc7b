"""Results for people to read: table, HTML."""
