"""korex inside other systems; each module needs that system's own packages."""
