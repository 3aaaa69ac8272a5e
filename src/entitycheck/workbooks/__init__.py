"""Read order sheets into grids and write plans back, without losing what was there."""
