"""What a table means: its headings, its rows, its members."""
