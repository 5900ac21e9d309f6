"""The words that mark a draft, wherever they stand: on a page, in the name of a file, in its properties."""

from __future__ import annotations

# No draft of the agreement is a "Gesetzentwurf", which is a word of its text.
_KINDS = "vor|roh|erst|arbeits|diskussions|abstimmungs|beratungs|zwischen|text|vertrags|vereinbarungs|referenten"
# Spread, as over a page: "E N T W U R F".
_SPREAD = r"\s?".join("entwurf")
# Names of files stick to figures and underscores: "ZV_Entwurf2". "Entwurfsplanung" is another word.
BEGIN, END = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_FORMS = "fassung|stand|version|exemplar"
# What is not signed, or not settled yet, is called so, too.
_EARLY = "arbeits|diskussions|abstimmungs|beratungs"
_OPEN = r"nicht (?:(?:unter|ge|gegenge)zeichnete?|unterschriebene?|abgestimmte?|endgültige?|finale?)|unverbindliche?"
MARK = (
    rf"{BEGIN}(?:(?:(?:{_KINDS})-?)?{_SPREAD}(?:s-?(?:{_FORMS}))?|draft|(?:{_EARLY})-?(?:{_FORMS})"
    rf"|(?:noch )?(?:{_OPEN})[srn]? (?:{_FORMS})){END}"
)
# Without one of these, in small letters and without blanks, there is no such mark.
HINTS = ("entwurf", "draft", "fassung", "version", "exemplar", "sstand")
