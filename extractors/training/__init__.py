"""How `extractors/data` was made: `python -m extractors.training GOLD.json [GOLD.json ...]`."""
