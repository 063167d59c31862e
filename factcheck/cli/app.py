"""The ``factcheck`` command: its subcommands are imported only when they are called, so that help costs nothing."""

from __future__ import annotations

import errno
import os
import re
import sys
import traceback
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import factcheck
from factcheck.cli.errors import CLEAN, INTERNAL, INTERRUPTED, UNUSABLE, Failed, complain
from factcheck.cli.terminal import flush, note

# name -> (module with a typer ``app``, what it is for). The words stand here so that ``--help`` imports no command.
COMMANDS = {
    "check": ("factcheck.cli.check", "Check articles against reference data and write the report."),
    "recheck": (
        "factcheck.cli.recheck",
        "Judge the stored claims of an archive again and list the verdicts that moved.",
    ),
    "claims": ("factcheck.cli.claims", "List what can be checked in articles; reads no reference data."),
    "facts": ("factcheck.cli.facts", "Start, check and look through the facts in reference_data/."),
    "report": ("factcheck.cli.report", "Render a stored JSON result again, without checking again."),
    "review": ("factcheck.cli.review", "Sign reports in the browser; every decision is on disk at once."),
    "signoff": ("factcheck.cli.signoff", "Merge what reviewers decided, and say what is open."),
    "diff": (
        "factcheck.cli.diff",
        "Say which claims are new, changed or gone since the last draft, and whose verdict moved.",
    ),
    "explain": ("factcheck.cli.explain", "Say what a verdict or reason means and how to silence it."),
    "units": ("factcheck.cli.units", "List the units that a facts CSV may use."),
    "config": ("factcheck.cli.config", "Show each setting and where it came from."),
}
EPILOG = """
Examples:
  factcheck check draft.md --published 2025-06-05
  factcheck draft.md                 the same as factcheck check draft.md
  factcheck facts validate
  factcheck explain period-mismatch

Exit codes:
  0  nothing at or above --fail-on    3    some articles could not be read
  1  findings                         4    internal error
  2  nothing was checked: usage,      130  interrupted
     unreadable article or facts

Add --traceback to any command to see where an error arose.
"""
TEMPORARY = re.compile(r"^\.(.+)\.\w+\.(?:part|tmp)$")  # what a file is called until it is whole
OUTSIDE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)
OWN_OPTIONS = ("--help", "-h", "--version", "--install-completion", "--show-completion")


class Commands(TyperGroup):
    """Subcommands by name, each imported when it is first needed; anything else is an article to check."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of a first day of work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        return typer.main.get_command(import_module(COMMANDS[cmd_name][0]).app)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """``factcheck draft.md`` means ``factcheck check draft.md``."""
        if args and args[0] not in COMMANDS and args[0] not in OWN_OPTIONS:
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of ``--help``, from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """The epilog as written, lines kept."""
        formatter.write(EPILOG)


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,  # typer's boxes cost more than the whole of our help, and break in pipes
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"factcheck {factcheck.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Check the numbers in an article against reference data in CSV and write a report that an editor signs."""


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit code; every failure is told in one line."""
    args = list(sys.argv[1:] if argv is None else argv)
    traced = "--traceback" in args
    args = [arg for arg in args if arg != "--traceback"]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = typer.main.get_command(app).main(args, prog_name="factcheck", standalone_mode=False)
    except Failed as failure:
        complain(failure.messages)
        code = failure.code
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except typer.TyperException as error:
        code = _usage(error)
    except Exception as error:
        if traced:
            raise
        code = _outside(error) if isinstance(error, OSError) and error.errno in OUTSIDE else _internal(error)
    if code == INTERRUPTED:
        note("interrupted")
    flush()
    return code if isinstance(code, int) else CLEAN


def _usage(error: typer.TyperException) -> int:
    """A wrong option or none at all: typer's words, without its capital letters, and where to read on."""
    message = error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":
        print(message)
        return UNUSABLE
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "factcheck"
    complain([f"{message.strip()} See {path} --help."])
    return UNUSABLE


def _outside(error: OSError) -> int:
    """A full disk or a lost permission: nothing of ours to report, and files are replaced whole or not at all."""
    why = (error.strerror or "error").lower()
    if isinstance(error.filename, str):
        name = TEMPORARY.sub(r"\1", Path(error.filename).name)
        complain([f"{name}: cannot be written ({why}). What was there is as it was."])
    else:
        complain([f"output: cannot be written ({why})."])
    return UNUSABLE


def _internal(error: Exception) -> int:
    """A fault of the program itself: one line for the user, the whole story in a log that can be sent on."""
    log = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "factcheck" / "error.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(traceback.format_exc(), encoding="utf-8", errors="backslashreplace")
        where = f"The details are in {log}; please open an issue with them."
    except OSError:
        where = "Run it again with --traceback and please open an issue."
    complain([f"internal: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}. {where}"])
    return INTERNAL
