"""Find the parties on a sheet: a grid of plain values in, parties with their roles out."""
