"""Back-tests: past quarters judged once more, with other settings."""
