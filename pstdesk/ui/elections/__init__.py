"""An election, in the place of the panes of its meeting: from candidacies to the proclaimed record."""
