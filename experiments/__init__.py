"""Studies of the simulated world: the command line, the figures, and what stands behind them."""
