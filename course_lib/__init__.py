"""Library of the course "Why does your upper back hurt when running?"."""

__version__ = "0.1.0"
