"""Fields of forms, and the form that takes files."""
