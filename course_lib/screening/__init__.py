"""Room screening: when to seek advice, and how soon."""
