"""The property graph of a library, as a NetworkX `MultiDiGraph`: whole, or the part around something."""
