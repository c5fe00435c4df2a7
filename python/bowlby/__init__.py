"""Attachment theory you can run: calls the program `bowlby` and reads what it wrote.

    run = run_study("studies/couples.yaml", "out/couples", people=400)
    rows = diary(run)            # a list of dictionaries; rows.frame() is a pandas DataFrame

The program is looked for in the argument `program`, in the environment variable BOWLBY, and on the PATH.
"""

import csv
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

__all__ = ["Error", "Run", "Table", "codebook", "diary", "dyads", "read_run", "run_study"]


class Error(Exception):
    """The program refused, in its own words."""


class Table(list):
    """Rows as dictionaries; None where a value is missing."""

    def __init__(self, columns, rows):
        super().__init__(dict(zip(columns, row)) for row in rows)
        self.columns = list(columns)

    def column(self, name):
        """All values of one column."""
        if name not in self.columns:
            raise KeyError(f"there is no column {name}; there are {', '.join(self.columns)}")
        return [row[name] for row in self]

    def frame(self):
        """The same as a pandas DataFrame, where pandas is installed."""
        import pandas

        return pandas.DataFrame(list(self), columns=self.columns)


class Run:
    """A folder of results: of a run, or of an import of one's own answers."""

    def __init__(self, folder, program=None):
        self.folder = pathlib.Path(folder)
        self.program = program
        if not self.file.is_file():
            raise Error(f"{folder}: holds no results; name the folder of a finished run or an import")
        self.provenance = {row["key"]: row["value"] for row in self.query("SELECT key, value FROM provenance")}

    @property
    def file(self):
        return self.folder / "results.sqlite"

    def query(self, sql, values=()):
        """Plain SQL over the tables of docs/results.md. The file is never changed."""
        with sqlite3.connect(self.file.resolve().as_uri() + "?mode=ro", uri=True) as connection:
            try:
                cursor = connection.execute(sql, values)
                return Table([c[0] for c in cursor.description], cursor.fetchall())
            except sqlite3.Error as e:
                raise Error(f"{self.file}: {e}") from e

    def table(self, name):
        """A whole table or view: person, observation, event, union_spell, ..."""
        known = self.query("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").column("name")
        if name not in known:
            raise Error(f"{self.file}: has no table {name}")
        return self.query(f'SELECT * FROM "{name}"')


def _call(arguments, program=None):
    program = str(program or os.environ.get("BOWLBY") or shutil.which("bowlby") or "bowlby")
    try:
        done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    except OSError as e:
        raise Error(f"{program} cannot be started ({e.strerror}); set BOWLBY to where the program lies") from e
    if done.returncode != 0:
        raise Error(done.stderr.strip() or f"{program} ended with {done.returncode}")
    return done.stdout


def run_study(study, output, *, set=None, off=(), people=None, years=None, generations=None, replicates=None, seed=None,
              threads=None, parameters=None, resume=False, report=False, program=None):
    """Runs a study file into the new folder `output`, as `bowlby run` does, and opens the results.

    `set` is a dictionary of parameters, `off` a list of edges to cut.
    """
    line = ["run", study, "--output", output, "--quiet"]
    options = {"people": people, "years": years, "generations": generations, "replicates": replicates, "seed": seed,
               "threads": threads, "parameters": parameters}
    for name, value in options.items():
        if value is not None:
            line += [f"--{name}", value]
    for name, value in (set or {}).items():
        line += ["--set", f"{name}={value}"]
    for edge in [off] if isinstance(off, str) else off:
        line += ["--off", edge]
    line += ["--resume"] * resume + ["--no-report"] * (not report)
    _call(line, program)
    return Run(output, program)


def read_run(folder, *, program=None):
    """Opens the results of a finished run, or of an import of one's own answers."""
    return Run(folder, program)


def _value(text):
    if text == "":
        return None
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


def dyads(run):
    """A row per person and visit at which both partners answered: own answers, and the partner's with _P."""
    with tempfile.TemporaryDirectory() as folder:
        into = pathlib.Path(folder) / "csv"
        _call(["data", "export", run.folder, into, "--shape", "pairwise"], run.program)
        with open(into / "pairwise.csv", encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            columns = next(rows)
            return Table(columns, [[_value(cell) for cell in row] for row in rows])


def diary(run):
    """A row per prompt of a diary, with what the partner reported at the same prompt."""
    return run.query(
        "SELECT d.*, p.answered AS partner_answered, p.security AS partner_security, p.distress AS partner_distress "
        "FROM diary d LEFT JOIN diary p ON p.replicate = d.replicate AND p.person = d.partner AND p.day = d.day "
        "AND p.prompt = d.prompt AND p.partner = d.person "
        "ORDER BY d.replicate, d.person, d.wave, d.visit, d.diary_day, d.prompt")


def codebook(run):
    """Every table, column and measure with its unit and meaning."""
    return run.table("codebook")
