"""The tables of screens, one for each subject."""
