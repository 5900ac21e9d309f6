"""Letters that look like Latin ones and are not: a name with them is another name to every search and comparison.

Cyrillic and Greek have letters that no reader tells from ours (https://www.unicode.org/reports/tr39/#confusables);
text recognition and jokers put them in. Agreements are written in Latin letters, so that any other is doubtful.
"""

from __future__ import annotations

import unicodedata

# From here on letters are no longer all Latin (Unicode 16, blocks Basic Latin to Latin Extended-B).
_BEYOND_LATIN = "\u0250"
_OURS = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0410\u0412\u0415\u0406\u0408\u041a\u041c\u041d\u041e\u0420"
    "\u0421\u0405\u0422\u0425\u03bf\u03b1\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijsABEIJKMHOPCSTXoavABEZHIKMNOPTYX",
)


def is_foreign(words: str) -> bool:
    """Whether a letter is none of the Latin ones.

    >>> is_foreign("\u0420eter"), is_foreign("\u015eahin")
    (True, False)
    """
    if max(words, default="") < _BEYOND_LATIN:
        return False
    return any(letter >= _BEYOND_LATIN and letter.isalpha() and not _is_latin(letter) for letter in words)


def in_latin(words: str) -> str:
    """The words in Latin letters, as they look; "" where that leaves others."""
    plain = unicodedata.normalize("NFKC", words).translate(_OURS)
    return "" if is_foreign(plain) else plain


def _is_latin(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return name.startswith("LATIN ")
