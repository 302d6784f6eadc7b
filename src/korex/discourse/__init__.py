"""What a text says of whom: identity, quotes, directives, occasions."""
