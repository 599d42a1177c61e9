"""Questions, complaints, feedback, and who knows a member: what people do."""
