"""How the recognizer was made: `python -m extractors.training.recognizer STEP ...`, see `--help`."""
