"""Lists of invented members of any size, for benches and journeys."""
