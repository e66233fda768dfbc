"""Commands of `python -m etl`: what they share."""
