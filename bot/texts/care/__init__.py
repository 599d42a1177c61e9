"""Questions, complaints, feedback, practice, and who knows a member: words."""
