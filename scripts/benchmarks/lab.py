"""The laboratory: two databases side by side, a stopwatch and a counter of queries.

One process serves both databases, as an Odoo server does, so that what is compared
shares the machine, the interpreter and the minute.
"""

import gc
import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median

import psycopg2

from odoo.api import Environment
from odoo.modules.registry import Registry

from . import process, rows

WITH, WITHOUT = "with", "without"
# Odoo's first user who is a person, and to whom access rights apply.
ADMIN = 2

_logger = logging.getLogger(__name__)


@dataclass
class Work:
    """Something to measure: a function of an environment, and where it runs.

    Its `prepare` runs before it in the same transaction, and the work is given what
    that returns. Without `commit` the transaction is undone, so that the work can be
    repeated.
    """

    function: object
    side: str = WITH
    prepare: object = None
    commit: bool = False
    uid: int = ADMIN


@dataclass
class Sample:
    """One measurement of a work.

    :param float seconds: by the clock on the wall
    :param float cpu: seconds of processor, of Odoo and of its database connection
    :param int statements: of SQL
    :param float growth: MB by which the process grew
    """

    seconds: float
    cpu: float
    statements: int
    growth: float


@dataclass
class Comparison:
    """Two works that were measured in turn: medians, and the medians of the ratios.

    The ratio of processor time is the one to look at on a busy machine.
    """

    ours: Sample
    theirs: Sample
    ratio: float
    cpu_ratio: float

    @property
    def figure(self):
        """Both times, for people."""
        return f"{seconds(self.ours.seconds)} : {seconds(self.theirs.seconds)}"

    @property
    def statements(self):
        """Both numbers of SQL statements, for people."""
        return f"{self.ours.statements} : {self.theirs.statements} statements"

    def row(self, work, bound, at_least=False):
        """Return the row of the table."""
        figure = f"{self.figure}, {self.statements}"
        return rows.Row(work, figure, self.ratio, self.cpu_ratio, bound, at_least)


class Lab:
    """What a subject needs to be measured."""

    def __init__(self, databases, size=None, quick=False):
        """Take the names of the databases by side, and the options of the run."""
        self.databases = databases
        self.size = size
        self.quick = quick

    def choose(self, usual, quick):
        """Return a number that depends on whether the run is to be quick."""
        return quick if self.quick else usual

    @contextmanager
    def session(self, side=WITH, uid=ADMIN):
        """Open a transaction, as a request does."""
        context = {"lang": "en_US", "tz": "UTC"}
        with Registry(self.databases[side]).cursor() as cr:
            yield Environment(cr, uid, context)

    def fill(self, function, side=WITH):
        """Let a function of an environment store something, and return its result."""
        with self.session(side) as env:
            result = function(env(su=True))
            env.flush_all()
            env.cr.commit()
        self.tidy(side)
        return result

    def tidy(self, side=WITH, tables=()):
        """Clear away dead rows and renew statistics, as PostgreSQL does by night.

        :param tables: names of tables, by default all
        """
        connection = psycopg2.connect(dbname=self.databases[side])
        connection.autocommit = True
        connection.cursor().execute(f"VACUUM ANALYZE {', '.join(tables)}")
        pid = connection.get_backend_pid()
        connection.close()
        process.wait_for_end(pid)

    def sample(self, work):
        """Do a work once."""
        gc.collect()
        with self.session(work.side, work.uid) as env:
            given = [work.prepare(env)] if work.prepare else []
            env.flush_all()
            process.forget_peak()
            before = process.now()
            counted = env.cr.sql_log_count
            cpu, start = process.cpu(env), time.perf_counter()
            work.function(env, *given)
            env.flush_all()
            statements = env.cr.sql_log_count - counted
            if work.commit:
                env.cr.commit()
            taken = time.perf_counter() - start
            cpu = process.cpu(env) - cpu
            growth = process.peak() - before
            env.cr.rollback()
        _logger.info("%s: %.4f s, %s statements", work.side, taken, statements)
        return Sample(taken, cpu, statements, growth)

    def compare(self, ours, theirs, times, warm=True, tidy=()):
        """Do two works in turn and return the medians.

        :param Work ours: what the bound is about
        :param Work theirs: what it is measured against
        :param int times: how often
        :param bool warm: do each once before, uncounted
        :param tidy: names of tables to clear of dead rows after each
        """
        pairs = []
        for number in range(-1 if warm else 0, times):
            # Who comes second finds the caches warm, so they take turns in that too.
            order = (ours, theirs) if number % 2 else (theirs, ours)
            samples = {}
            for work in order:
                samples[id(work)] = self.sample(work)
                if tidy:
                    self.tidy(work.side, tidy)
            if number >= 0:
                pairs.append((samples[id(ours)], samples[id(theirs)]))
        return Comparison(
            _middle([pair[0] for pair in pairs]),
            _middle([pair[1] for pair in pairs]),
            median(a.seconds / b.seconds for a, b in pairs),
            median(a.cpu / b.cpu for a, b in pairs),
        )


def _middle(samples):
    return Sample(
        median(sample.seconds for sample in samples),
        median(sample.cpu for sample in samples),
        max(sample.statements for sample in samples),
        max(sample.growth for sample in samples),
    )


def seconds(value):
    """Write a time for people.

    >>> seconds(0.0123), seconds(12.34)
    ('12.3 ms', '12.3 s')
    """
    return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s"


def run(subject, path, **options):
    """Measure a subject and write its rows to a file."""
    measure = import_module(f"{__package__}.{subject}").measure
    rows.write(Path(path), list(measure(Lab(**options))))
