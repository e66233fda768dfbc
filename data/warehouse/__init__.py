"""The warehouse: tables, migrations, marts, and how to reach them."""
