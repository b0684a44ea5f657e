"""Who owns what, as a text says it: nouns, verbs, stakes, what belongs to whom."""
