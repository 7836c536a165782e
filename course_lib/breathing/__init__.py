"""Room breathing: how much air a breath moves, what it costs, and how it meets your steps."""
