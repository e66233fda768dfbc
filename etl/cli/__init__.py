"""What the commands of `python -m etl` share."""
