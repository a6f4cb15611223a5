"""The place Bilan d'étape: the figures of a period."""
