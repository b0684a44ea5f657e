"""Whose law a company or a platform is under, and where it sits."""
