"""``python -m korex`` is the `korex` command."""

from korex.cli import main

main()
