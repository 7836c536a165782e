"""Links that open this course elsewhere, made for whatever address its repository has.

Like the launcher this runs on a bare Python: the standard library only.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

BINDER = "https://mybinder.org"
FIRST = "notebooks/00_start_here.ipynb"
BEGIN, END = "<!-- binder links: begin -->", "<!-- binder links: end -->"
NO_ADDRESS = (
    "No badge stands here, since this copy of the course has no public address yet. Once it has "
    "one, `python3 -m course_lib links OWNER/NAME --write` puts the badge and a link to every "
    "notebook here."
)
PART = r"[A-Za-z0-9][A-Za-z0-9._-]*"
SHORT = re.compile(rf"{PART}/{PART}")
BARE = re.compile(rf"[\w-]+(?:\.[\w-]+)+(?:/{PART}){{2,}}")
SSH = re.compile(r"(?:[\w.-]+@)?([\w-]+(?:\.[\w-]+)+):(?!//)(.+)")


class AddressError(ValueError):
    """The address cannot be used; the message is a sentence for the person who typed it."""


@dataclass(frozen=True)
class Address:
    """Where a repository stands: its host, such as "github.com", and its path, "owner/name"."""

    host: str
    path: str

    @property
    def binder(self) -> str:
        """How Binder writes it: provider and path, one piece."""
        if self.host == "github.com":
            return f"gh/{self.path}"
        if self.host == "gitlab.com":
            return f"gl/{quote(self.path, safe='')}"
        return f"git/{quote(self.web, safe='')}"

    @property
    def web(self) -> str:
        """Where a browser and git find it."""
        return f"https://{self.host}/{self.path}"

    @property
    def pages(self) -> str:
        """Where GitHub Pages serves the reading site, or "" on another host."""
        owner, _, name = self.path.partition("/")
        if self.host != "github.com":
            return ""
        site = f"{owner.lower()}.github.io"
        return f"https://{site}/" if name.lower() == site else f"https://{site}/{name}/"


def read_address(text: str) -> Address:
    """Read owner/name, or what `git remote get-url` says; names and passwords in it are dropped.

    Parameters
    ----------
    text : "OWNER/NAME", or an address for git.

    Raises
    ------
    AddressError : it is no address that others can reach.

    >>> read_address("git@github.com:ann/back.git").binder
    'gh/ann/back'
    """
    text = text.strip()
    if SHORT.fullmatch(text):
        return Address("github.com", text.removesuffix(".git"))
    text = f"https://{text}" if BARE.fullmatch(text) else text
    ssh, parts = SSH.fullmatch(text), urlsplit(text)
    web = parts.scheme in ("https", "http", "ssh", "git") and "." in (parts.hostname or "")
    host, path = (parts.hostname, parts.path) if web else ssh.groups() if ssh else ("", "")
    path = path.strip("/").removesuffix(".git")
    if not host or not re.fullmatch(rf"{PART}(?:/{PART})+", path):
        raise AddressError(
            f"{parts._replace(netloc=parts.hostname or '').geturl()[:80]!r} is no public address "
            "of a repository: give it as OWNER/NAME, as it stands on GitHub, or as an address that "
            "begins with https://."
        )
    return Address(host.lower(), path)


def remote_address(root: Path) -> Address:
    """Return the address that git knows as the repository's origin.

    Parameters
    ----------
    root : the course's folder, which holds README.md.

    Raises
    ------
    AddressError : there is no git, no origin, or nothing that others can reach.
    """
    try:
        done = subprocess.run(  # noqa: S603 our own command line
            ["git", "-C", str(root), "remote", "get-url", "origin"],  # noqa: S607 any git will do
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        said = done.stdout.strip() if done.returncode == 0 else ""
    except OSError:
        said = ""
    if not said:
        raise AddressError(
            "Git knows no address for this copy of the course (there is no remote named origin): "
            "type the command again with OWNER/NAME after it, as they stand on GitHub."
        )
    return read_address(said)


def binder_link(address: Address, notebook: str = FIRST, *, ref: str = "HEAD") -> str:
    """Return the link that opens a notebook on Binder.

    Parameters
    ----------
    address : where the repository stands.
    notebook : its path in the repository.
    ref : a branch, a tag or a commit.
    """
    inside = quote(f"lab/tree/{notebook}", safe="")
    return f"{BINDER}/v2/{address.binder}/{quote(ref, safe='')}?urlpath={inside}"


def read_hub(text: str) -> str:
    """Read the address of a JupyterHub, as its log-in page shows it; return its root.

    Parameters
    ----------
    text : an address that begins with "https://" or "http://".

    Raises
    ------
    AddressError : it is no web address.

    >>> read_hub("https://hub.example.org/jupyter/hub/login?next=")
    'https://hub.example.org/jupyter'
    """
    parts = urlsplit(text.strip())
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username:
        raise AddressError(
            f"{parts._replace(netloc=parts.hostname or '').geturl()[:80]!r} is no address of a "
            "JupyterHub: give it as its log-in page shows it, such as https://hub.example.org."
        )
    path = re.sub(r"/(hub|user)(/.*)?$", "", parts.path.rstrip("/"))
    return f"{parts.scheme}://{parts.netloc}{path}"


def gitpuller_link(repository: str, hub: str, *, notebook: str = FIRST, ref: str = "HEAD") -> str:
    """Return the link that copies the course to a learner's server and opens a notebook there.

    Parameters
    ----------
    repository : what git clones.
    hub : root of the JupyterHub, which needs nbgitpuller.
    notebook : its path in the repository.
    ref : a branch or a tag; nbgitpuller pulls no single commit.
    """
    folder = repository.rstrip("/").rpartition("/")[2]
    asked = {"repo": repository, "urlpath": f"lab/tree/{folder}/{notebook}"}
    branch = {} if ref == "HEAD" else {"branch": ref}
    return f"{hub}/hub/user-redirect/git-pull?{urlencode({**asked, **branch})}"


def _badge(address: Address, *, ref: str = "HEAD") -> str:
    """Return the Binder badge in Markdown."""
    return f"[![Open on Binder]({BINDER}/badge_logo.svg)]({binder_link(address, ref=ref)})"


def links_block(address: Address | None, notebooks: list[str], *, ref: str = "HEAD") -> str:
    """Return what stands in the README between the two marks.

    Parameters
    ----------
    address : where the repository stands, or None while it stands nowhere.
    notebooks : stems, such as "00_start_here".
    ref : a branch, a tag or a commit.
    """
    if address is None:
        return f"{BEGIN}\n{NO_ADDRESS}\n{END}"
    each = [
        f"[{stem}]({binder_link(address, f'notebooks/{stem}.ipynb', ref=ref)})"
        for stem in notebooks
    ]
    one = "One notebook on Binder:\n" + " ·\n".join(each)
    return f"{BEGIN}\n{_badge(address, ref=ref)}\n\n{one}\n{END}"


def put_block(text: str, block: str) -> str:
    """Return a README in which the block stands between the marks.

    Parameters
    ----------
    text : README.md as it is.
    block : from ``links_block``.

    Raises
    ------
    AddressError : the marks are not there.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise AddressError(
            f"README.md lacks the lines {BEGIN} and {END}: put them where the links shall stand, "
            "and type the command again."
        )
    return f"{before}{block}{after}"


def notebook_stems(root: Path) -> list[str]:
    """Return the names of the notebooks that are there, in order.

    Parameters
    ----------
    root : the course's folder, which holds README.md.
    """
    return sorted(path.stem for path in (root / "notebooks").glob("*.ipynb"))


def add_actions(actions: argparse._SubParsersAction) -> None:
    """Teach the launcher the two actions for those who publish the course.

    Parameters
    ----------
    actions : the launcher's own, from ``add_subparsers``.
    """
    links = actions.add_parser("links", help="print the Binder links", allow_abbrev=False)
    links.add_argument("address", nargs="?", help="OWNER/NAME (default: git's remote origin)")
    links.add_argument("--ref", default="HEAD", help="branch, tag or commit (default: HEAD)")
    links.add_argument("--hub", help="address of a JupyterHub: print the link for a class there")
    links.add_argument("--write", action="store_true", help="put them into README.md as well")
    site = actions.add_parser("site", help="write the course as pages for reading")
    site.add_argument("folder", nargs="?", help="default: build/site, or build/lite")
    told = "live notebooks instead, without a server: JupyterLite"
    site.add_argument("--lite", dest="kind", action="store_const", const="lite", help=told)
    site.set_defaults(kind="site")
    site.add_argument("--only", nargs="+", default=[], metavar="NN", help="only these notebooks")


def show_links(options: argparse.Namespace, root: Path) -> int:
    """Print the links, and put them into the README if asked; return the exit code.

    Parameters
    ----------
    options : from the command line: address, ref, hub, write.
    root : the course's folder, which holds README.md.

    Raises
    ------
    AddressError : an address that others cannot reach, or a README without the marks.
    """
    address = read_address(options.address) if options.address else remote_address(root)
    block = links_block(address, notebook_stems(root), ref=options.ref)
    print("\n".join(line for line in block.splitlines() if line not in (BEGIN, END)))
    if address.pages:
        print(f"\nThe pages for reading, once GitHub Pages is switched on: {address.pages}")
    if options.hub:
        link = gitpuller_link(address.web, read_hub(options.hub), ref=options.ref)
        print(f"\nFor a class on this JupyterHub: {link}")
    if options.write:
        readme = root / "README.md"
        readme.write_text(put_block(readme.read_text("utf-8"), block), "utf-8", newline="\n")
        print("\nREADME.md has them now.")
    return 0


def site_arguments(options: argparse.Namespace) -> list[str]:
    """Return what follows `python` to write the site.

    Parameters
    ----------
    options : from the command line: folder, kind ("site" or "lite"), only.
    """
    folder = options.folder or f"build/{options.kind}"
    return ["-m", f"course_lib.{options.kind}", folder, *options.only]
