"""Whom people work for, what they are, and the second names that show who is a person."""
