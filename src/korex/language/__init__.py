"""Kiwi as a spaCy tokenizer, the morphemes it gives, sentences."""
