"""What people do: plain functions that load, decide and save in one transaction."""
