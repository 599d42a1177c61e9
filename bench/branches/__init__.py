"""Many branches in one installation: filled, run and played."""
