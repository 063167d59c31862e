"""A report page -> the same page with the hook that sends decisions to the server, and its policy as a header."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from factcheck.report.html import asset, pin
from factcheck.review.sheet import SheetError

META = '<meta http-equiv="Content-Security-Policy"'
OTHER = "written by another version of factcheck; check the article again"


@cache
def hook() -> str:
    """The script that connects the page's sign-off with the server."""
    return (Path(__file__).parent / "hook.js").read_text(encoding="utf-8")


@cache
def policy() -> str:
    """What served pages may do: our own three scripts, our style, and talking to this server; nothing else."""
    scripts = " ".join(f"'{pin(source)}'" for source in (asset("boot.js"), hook(), asset("script.js")))
    return (
        f"default-src 'none'; style-src '{pin(asset('style.css'))}'; script-src {scripts}; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def page(html: str) -> str:
    """The page without its own policy (the header's is as strict, but lets it talk to the server), hook in place.

    Raises SheetError for a page whose script is not ours: the header would not let it run.
    """
    boot, script = f"<script>{asset('boot.js')}</script>", f"<script>{asset('script.js')}</script>"
    begin = html.find(META)
    end = html.find(">", begin)
    head = html.find("</head>")
    at = html.find(boot)
    if not 0 <= begin < end < at < head or script not in html:
        raise SheetError(OTHER)
    return f"{html[:begin]}{html[end + 1 : at]}{boot}\n<script>{hook()}</script>{html[at + len(boot) :]}"
