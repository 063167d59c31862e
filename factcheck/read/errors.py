"""What reading an article can fail with, and what it may have to say besides."""


class ReadError(ValueError):
    """An article that cannot be read; ``str`` is one line: the cause, the place and the next step."""


class ReadWarning(UserWarning):
    """An article that was read, but not all of it, or on an assumption: one line as well."""
