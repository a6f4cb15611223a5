"""The base: engine, models, migrations, full-text search."""
