"""Whom pronouns and descriptions mean."""
