"""What a text says that a person is, and which category that makes."""
