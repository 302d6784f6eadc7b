"""Builds the trained labeller from the labelled sentences; not part of the installed package."""
