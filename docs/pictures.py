"""Pictures of the site for the README: publishes the samples and looks at them with Chromium. `make pictures`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
AGREEMENT = "agreement/2025/odenwaldkreis/index.html"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


@dataclass(frozen=True, slots=True)
class Picture:
    """A file and what it shows: a page, as wide and high as given, and the fact whose sentence is marked."""

    name: str
    path: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    fact: str | None = None


ALL = (
    Picture("start.png", "index.html", 1280, 1100),
    Picture("agreement.png", AGREEMENT, 1280, 1000, fact="Beleg: Betrag"),
    Picture("agreement-phone.png", AGREEMENT, 360, 1100),
    Picture("agreement-dark.png", AGREEMENT, 1280, 1000, "dark", "Beleg: Digital Praxis 2025"),
)


def publish(target: Path) -> None:
    """Builds the samples."""
    command = [sys.executable, "-m", "aqbgraph", "build", "examples/agreements", "-o", str(target)]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603  # our own words


def take(browser: Browser, public: Path, picture: Picture) -> None:
    """Writes one picture."""
    window: ViewportSize = {"width": picture.width, "height": picture.height}
    phone = picture.width < 500
    context = browser.new_context(viewport=window, color_scheme=picture.scheme, is_mobile=phone)
    page = context.new_page()
    page.goto((public / picture.path).as_uri())
    if picture.fact:
        page.get_by_role("link", name=picture.fact).click()
    page.screenshot(path=PICTURES / picture.name)
    context.close()


def main() -> None:
    """Publishes, then takes all pictures."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        raise SystemExit("Chromium fehlt: Debian-Paket chromium oder CHROMIUM=Pfad.")
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        public = Path(folder) / "public"
        publish(public)
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for picture in ALL:
            take(browser, public, picture)
        browser.close()


if __name__ == "__main__":
    main()
