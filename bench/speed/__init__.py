"""How fast the program is: counts, and ratios of one run."""
