"""From one cell to a value: numbers, phones, addresses, dates, statuses, yes or no."""
