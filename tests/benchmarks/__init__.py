"""Speed, measured: `make bench`. Every figure stands beside another of the same run, since machines differ."""
