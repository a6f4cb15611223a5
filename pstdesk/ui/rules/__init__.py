"""The voting rules: what each says, and how it is written."""
