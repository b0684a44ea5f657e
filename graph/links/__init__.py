"""Links between this graph and merged datasets: proposed, reviewed, applied, undone."""
