"""What was learned from labelled messages: how likely each outcome is."""
