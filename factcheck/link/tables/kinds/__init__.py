"""One file per kind of statement tables can judge: which cells it needs, the value they give, the steps shown."""
