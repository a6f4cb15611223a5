"""Lists of records: read in pages, narrowed by filters, copied and exported as they are shown."""
