"""`python -m bot` is the same as `mantelpiece`."""

from bot.cli import main

main()
