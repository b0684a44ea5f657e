"""The dataset written out in the formats of others. pyvis lives in this room and nowhere else."""
