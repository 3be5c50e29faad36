"""What can be wrong with a source, said so that whoever owns the file can mend it."""


class ImportProblem(Exception):
    """A file cannot be imported. `line` counts from 1 in the file, None where it is not known."""

    def __init__(self, reason: str, line: int | None = None):
        super().__init__(reason)
        self.reason = reason
        self.line = line


class MappingError(Exception):
    """A mapping says something that makes no sense: file, key and reason."""

    def __init__(self, file: str, key: str, reason: str):
        where = f"{file}: {key}" if key else file
        super().__init__(f"{where}: {reason}")
        self.file = file
        self.key = key
        self.reason = reason
