"""Times in a message: found word for word, and as moments in the zone of a ballot."""
