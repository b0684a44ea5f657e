"""Files to documents to readings. spaCy lives in this room and nowhere else."""
