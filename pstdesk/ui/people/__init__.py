"""The place Personnes et structures: who takes part, where they come from, what they do."""
