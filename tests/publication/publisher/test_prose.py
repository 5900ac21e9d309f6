from __future__ import annotations

import pytest

from aqbgraph.errors import WrongUse
from aqbgraph.publication.publisher.prose import OpenPlace, Prose, Source, Value, read

VALUES = {
    "publisher": Value("Name der Stelle", "Amt <für> Beispiele"),
    "email": Value("E-Mail-Adresse"),
    "homepage": Value("", "https://a.example/", "https://a.example/"),
}


def made(text: str, *files: str) -> Prose:
    return read(Source("impressum.md", text, "de"), VALUES, lambda written: f"../{written}", files)


def test_the_first_heading_is_the_title_and_the_others_are_below_it() -> None:
    prose = made("# Impressum\n\n# Wer\n\n## Wo\n\n# Wer\n")
    assert prose.title == "Impressum"
    assert prose.html.split("\n")[:3] == [
        '<h2 id="text-wer">Wer</h2>',
        '<h3 id="text-wo">Wo</h3>',
        '<h2 id="text-wer--2">Wer</h2>',
    ]
    assert made("## Wer\n").title is None
    assert made("### Wer\n").html == '<h2 id="text-wer">Wer</h2>\n'


def test_open_places_are_shown_and_told_with_their_lines() -> None:
    prose = made("# A\n\nWir: [[Name,\nOrt]] und\n[[Tag]]\n\n| a |\n|---|\n| [[b]] |\n\n- [[c]]\n")
    assert prose.open == (OpenPlace(3, "Name,\nOrt"), OpenPlace(5, "Tag"), OpenPlace(9, "b"), OpenPlace(11, "c"))
    assert '<span class="open-place">[Name, Ort]</span>' in prose.html
    assert made("`[[kein Platz]]` und [[offen ohne Ende").open == ()


def test_placeholders_are_filled_or_open() -> None:
    prose = made("{publisher}, {email}, {homepage}, \\{email}, `{x}`, { y }")
    assert prose.html == (
        '<p>Amt &lt;für&gt; Beispiele, <span class="open-place">[E-Mail-Adresse]</span>, '
        '<a class="kern-link bare" href="https://a.example/">https://a.example/</a>, {email}, '
        "<code>{x}</code>, { y }</p>\n"
    )
    assert prose.open == (OpenPlace(1, "E-Mail-Adresse"),)


def test_what_the_settings_say_is_no_markdown() -> None:
    prose = read(Source("a.md", "{publisher}", "de"), {"publisher": Value("", "*A* [b](c) [[d]]")}, str)
    assert prose.html == "<p>*A* [b](c) [[d]]</p>\n"
    assert prose.open == ()


def test_markup_is_text() -> None:
    assert "<script" not in made("<script>alert(1)</script>\n\nA <b onclick='x'>b</b> [c](javascript:alert(1))").html


def test_tables_can_be_scrolled_and_have_the_name_of_their_heading() -> None:
    html = made("## Wer & was\n\n| a |\n|---|\n| b |\n").html
    assert '<section class="table" tabindex="0" aria-label="Wer &amp; was"><table' in html
    assert "</table></section>" in html


def test_links_and_fragments() -> None:
    html = made("## Über uns\n\n[a](b.md) [c](#ueber-uns) <https://x.example/>").html
    assert 'href="../b.md" class="kern-link"' in html
    assert 'href="#text-ueber-uns"' in html


def test_a_video_with_its_captions() -> None:
    html = made("![Erläuterung](v.mp4)", "v.mp4", "v.vtt").html
    assert '<source src="../v.mp4" type="video/mp4"><track kind="captions" src="../v.vtt" srclang="de">' in html
    assert '<a class="kern-link" href="../v.mp4" type="video/mp4" download>Erläuterung</a>' in html
    assert "track" not in made("![Erläuterung](v.mp4)", "v.mp4").html
    assert made("![Wappen](w.png)", "w.png").html == '<p><img src="../w.png" alt="Wappen" loading="lazy"></p>\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n\nb {nobody}", "impressum.md:3: Unbekannter Platzhalter „{nobody}“. Möglich sind {publisher}, {email}"),
        (
            "a\n[b](#fehlt)\n\n## Da",
            "impressum.md:2: „#fehlt“ führt zu keiner Überschrift dieses Textes. Es gibt: #da.",
        ),
        ("![](v.png)", "impressum.md:1: Einem Bild oder Video fehlt die Beschreibung"),
        ("![a](https://x.example/a.png)", "liegt nicht neben den Texten"),
    ],
)
def test_faults(text: str, told: str) -> None:
    with pytest.raises(WrongUse) as refused:
        made(text, "v.png")
    assert told in str(refused.value)
