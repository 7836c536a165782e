"""Room thermal: how deep heat and cold go, and what they do there."""
