"""What makes a claim risky: `rules` is the table, the rest is what its rows look at."""
