"""The assistant of the first start: a base in a few keys, or another way in."""
