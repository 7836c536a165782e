"""Room plan: a six-week plan to take away, and what to keep an eye on."""
