"""What there is to look at: each module holds ``SCENES``, a table of names and functions of a stage."""
