"""Tests of what is shown work on graphs made by hand."""
