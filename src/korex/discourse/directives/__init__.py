"""Who asks whom to do what: directives, reported and performed."""

from korex.discourse.directives.component import Directives

__all__ = ["Directives"]
