"""The few colours of our documents, RRGGBB; those of text are at least 4.5 to 1 on white and on the tints."""

INK = "1D2733"
MUTED = "56616F"
ACCENT = "1E5F8A"
TINT = "E7F0F7"
PALE = "F3F5F8"
RULE = "C9D2DC"
