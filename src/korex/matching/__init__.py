"""Loads rule and lexicon files and matches them; no Korean words live here."""
