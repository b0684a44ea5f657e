"""Relations that no pattern finds: pairs of names, weighed by what was learnt."""
