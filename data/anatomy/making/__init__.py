"""Build-time only: the shapes of the bones, made from the tables of data/anatomy."""
