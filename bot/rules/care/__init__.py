"""Decisions on questions, complaints, and who knows a member."""
