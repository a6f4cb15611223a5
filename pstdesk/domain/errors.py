"""The one exception by which a rule or a check says no."""


class Refused(Exception):
    """What was asked cannot be done, and nothing was changed.

    ``code`` names the reason; ``values`` holds what the sentence needs (names, dates, rows).
    The sentence itself is in :mod:`pstdesk.sentences`, so that the domain speaks no language.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
