"""Room anatomy: bones, muscles and landmarks of the upper back."""
