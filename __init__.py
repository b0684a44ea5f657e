"""News articles in, a checked knowledge graph of actors, platforms and claims out."""

__version__ = "0.1.0"
