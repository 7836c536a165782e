"""Room start: the smallest lab of the course, a model for every other."""
