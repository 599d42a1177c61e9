"""Feedback: the comment box, the survey, members' slips, and their summary."""
