"""The dataset: records, identifiers, quads, the store, identity, merging and queries."""
