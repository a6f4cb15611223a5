"""The place Calendrier: the year as a grid, a year planned in one go, the holidays."""
