"""Room posture: what a posture asks of the upper back, level by level."""
