"""TELEGRAM'S EDGES. Fetch and acknowledge updates; send what the outbox holds."""
