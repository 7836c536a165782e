"""Massage: what trials found at which dose, how long it lasted, and what nobody measured."""
