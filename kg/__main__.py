"""`python -m kg` is the command `citegraph`."""

from kg.cli import main

main()
