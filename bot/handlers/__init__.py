"""TELEGRAM IN. Update in, ending out; gate first, errors last."""
