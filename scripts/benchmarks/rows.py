"""Rows of the table: what was measured, and the bound it is held against."""

import json
from dataclasses import asdict, dataclass


@dataclass
class Row:
    """One line of the table.

    :param str work: what was done
    :param str figure: what was measured, for people
    :param float | None ratio: what the bound is about; None where there is no bound
    :param float | None cpu: the same ratio in seconds of processor
    :param float | None bound: the ratio that may not be passed
    :param bool at_least: whether the ratio must reach the bound instead
    """

    work: str
    figure: str
    ratio: float | None = None
    cpu: float | None = None
    bound: float | None = None
    at_least: bool = False

    @property
    def holds(self):
        """Tell whether the bound holds, None where there is none."""
        if self.bound is None:
            return None
        if self.at_least:
            return self.ratio >= self.bound
        return self.ratio <= self.bound


def write(path, rows):
    """Write rows to a file, for another process."""
    path.write_text(json.dumps([asdict(row) for row in rows]))


def read(path):
    """Read the rows of a file."""
    return [Row(**values) for values in json.loads(path.read_text())]
