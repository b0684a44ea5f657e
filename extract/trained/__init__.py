"""Attribution by a trained model: features in bulk, a tagger, candidates and their ranking."""
