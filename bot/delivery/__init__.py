"""TELEGRAM'S EDGES. Fetching and acknowledging updates; the outbox, its one sender."""
