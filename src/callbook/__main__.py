"""`python -m callbook`: the command line."""

from callbook.cli import main

main()
