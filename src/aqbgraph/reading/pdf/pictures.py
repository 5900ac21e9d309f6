"""The process that opens images: each frame becomes a grey picture in the resolution that recognition wants.

python -m aqbgraph.reading.pdf.pictures DIR N …  < image   DIR/N.pgm for each of these pages that there is, and JSON:
their dpi and the number of all pages, or {"error": …}
"""

from __future__ import annotations

import io
import json
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageOps

from aqbgraph.reading.confined import limit
from aqbgraph.reading.pdf import inks

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MOST_PAGES = 100
MOST_PIXELS = 40_000_000
# Below this a scan is enlarged before it is read; the letters of a scan of 150 dpi are too small for Tesseract.
_COARSE, _WANTED = 250, 300
_FORMATS = ("PNG", "JPEG", "TIFF")
# In inches: an image that does not say how large it is, or says nonsense, is taken for a page of A4.
_A4, _SENSIBLE = 8.27, (4, 24)


def main(arguments: Sequence[str]) -> None:
    """Writes the pages of the image on standard input into the folder named."""
    limit()
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        folder, *numbers = arguments
        answer = _pages(sys.stdin.buffer.read(), Path(folder), frozenset(map(int, numbers)))
    except Image.DecompressionBombError:
        answer = {"error": f"Das Bild hat mehr als {MOST_PIXELS // 1_000_000} Millionen Bildpunkte."}
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        answer = {"error": f"Das Bild ist nicht lesbar ({type(error).__name__}). Ist es beschädigt?"}
    sys.stdout.write(json.dumps(answer))


def _pages(content: bytes, folder: Path, numbers: Collection[int]) -> dict[str, Any]:
    resolutions: dict[int, int] = {}
    with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
        pages = getattr(image, "n_frames", 1)
        if pages > MOST_PAGES:
            return {"error": f"Das Bild hat mehr als {MOST_PAGES} Seiten. Ist das eine Vereinbarung?"}
        for number in (number for number in range(1, pages + 1) if number in numbers):
            image.seek(number - 1)
            frame = image
            if frame.width * frame.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            page = ImageOps.exif_transpose(_opaque(frame))
            dpi = _resolution(frame, page)
            if dpi < _COARSE and page.width * page.height * (_WANTED / dpi) ** 2 <= MOST_PIXELS:
                size = (round(page.width * _WANTED / dpi), round(page.height * _WANTED / dpi))
                page, dpi = page.resize(size, Image.Resampling.LANCZOS), _WANTED
            page.convert("L").save(folder / f"{number}.pgm", "PPM")
            inks.keep_bright(page, folder / f"{number}.pgm")
            resolutions[number] = dpi
    return {"dpi": resolutions, "pages": pages}


def _opaque(frame: Image.Image) -> Image.Image:
    """On white, as paper is."""
    if "A" not in frame.getbands() and "transparency" not in frame.info:
        return frame
    layered = frame.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(paper, layered)


def _resolution(frame: Image.Image, page: Image.Image) -> int:
    said = float(frame.info.get("dpi", (0, 0))[0])
    smallest, largest = _SENSIBLE
    if said and smallest < page.width / said < largest:
        return round(said)
    return max(round(min(page.width, page.height) / _A4), 1)


if __name__ == "__main__":
    main(sys.argv[1:])
