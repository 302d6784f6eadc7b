"""Measures korex beside what it is built on and what does a part of its work. `python -m bench` runs everything."""
