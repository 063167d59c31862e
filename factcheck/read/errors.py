"""What reading an article can fail with."""


class ReadError(ValueError):
    """An article that cannot be read; ``str`` is one line: the cause, the place and the next step."""
