"""Whether everything is sound: `check` all that may be wrong, `versions` what runs."""
