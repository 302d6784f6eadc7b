"""The commands beside `korex extract`, one a module."""
