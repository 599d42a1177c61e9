"""Questions, complaints, feedback, and who knows a member: words."""
