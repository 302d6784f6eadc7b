"""Temporal expressions: found by class, then resolved to TIMEX3."""
