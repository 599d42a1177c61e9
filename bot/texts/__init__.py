"""WORDS. Every sentence a person reads; the only place that escapes."""
