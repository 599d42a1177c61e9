"""Tables of screens, one a subject: each ending, what it shows, its words."""
