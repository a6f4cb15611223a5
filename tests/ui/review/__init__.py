"""Tests of the place Bilan d’étape."""
