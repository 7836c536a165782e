"""Room mobility: how far the upper back moves, and what stretching changes."""
