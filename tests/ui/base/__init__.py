"""Tests of the place La base."""
