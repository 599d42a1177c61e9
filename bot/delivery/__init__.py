"""TELEGRAM'S EDGES. Fetching and acknowledging updates; the outbox and its one sender."""
