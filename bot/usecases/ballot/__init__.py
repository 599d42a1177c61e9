"""Dates, phases, set-up and close of a ballot: what people do."""
