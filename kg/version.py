"""The version of citegraph."""

__version__ = "0.1.0"
