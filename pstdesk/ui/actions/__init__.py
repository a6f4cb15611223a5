"""The place Actions et décisions: the register of actions as a list and as a board, and of decisions."""
