"""Decisions on questions, complaints, practice, and who knows a member."""
