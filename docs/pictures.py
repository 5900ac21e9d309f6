"""Pictures of the site for the README: publishes the samples and looks at them with Chromium. `make pictures`.

And the picture that goes with links to its pages (https://ogp.me/#structured), which is not of the data.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from PIL import Image
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
    Picture("agreement.png", AGREEMENT, 1280, 1000, fact="Beleg: Budget"),
    Picture("agreement-phone.png", AGREEMENT, 360, 1100),
    Picture("agreement-dark.png", AGREEMENT, 1280, 1000, "dark", "Beleg: Digital Praxis 2025"),
)


CARD = ROOT / "site" / "assets" / "card.png"
# In the colours and the type of the site: what it is, in as many words as are read in passing.
CARD_PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Fira; src: url({fonts}/fira-sans-regular.woff2); font-weight: 400 }}
@font-face {{ font-family: Fira; src: url({fonts}/fira-sans-semibold.woff2); font-weight: 600 }}
body {{ margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 84px 96px; background: #fff;
  color: #171a2b; font: 400 38px/1.3 Fira; border-top: 20px solid #2044aa; }}
img {{ width: 104px; height: 104px }}
h1 {{ font: 600 76px/1.12 Fira; margin: 36px 0 28px }}
p {{ margin: 0; max-width: 24em }}
</style><img src="{icon}"><h1>Zielvereinbarungen<br>in Hessen</h1>
<p>Ausbildungs- und Qualifizierungsbudget:<br>Beträge, Projekte, Wortlaut – offen und verknüpft</p>"""


def card(browser: Browser, public: Path) -> None:
    """Writes the picture for links, 1200 by 630 pixels."""
    context = browser.new_context(viewport={"width": 1200, "height": 630})
    page = context.new_page()
    place = public / "card.html"
    place.write_text(CARD_PAGE.format(fonts="assets", icon="assets/icon.svg"), "utf-8")
    page.goto(place.as_uri())
    page.evaluate("document.fonts.ready")
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    # A third of the size: it has four colours and their edges.
    taken.quantize(48, dither=Image.Dither.NONE).save(CARD, optimize=True)
    context.close()


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
        card(browser, public)
        for picture in ALL:
            take(browser, public, picture)
        browser.close()


if __name__ == "__main__":
    main()
