"""Markdown as the plain text people would read aloud, without anything a terminal would obey."""

from __future__ import annotations

import re

_LINE_START = re.compile(r"^ {0,3}(?:#{1,6} +|> ?|[-*+] +|\d{1,3}[.)] +)", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<!\w)[*_](?=\w)|(?<=[\w.,;:!?])[*_](?!\w)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")


#: A tag, which is no address in angle brackets; or the beginning of a comment.
_TAG = re.compile(r"<!--|</?([A-Za-z][A-Za-z0-9-]{0,30})(?=[\s/>])[^<>]*>")
_WITH_CONTENTS = frozenset({"script", "style"})
#: What no page shows and a terminal obeys: control characters, and those that turn the direction
#: of writing.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def shown(text: str) -> str:
    """Leave out what is not to be seen: control characters, but for tabs and ends of lines."""
    return _UNSEEN.sub("", text)


#: Ends of lines other than the usual one.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: Code points that no file of text may hold: halves of pairs, and those that are no characters.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def only_text(text: str) -> str:
    """Leave out what is not to be seen and what no file may hold; every line ends with "\\n"."""
    return _NO_CHARACTER.sub("", shown(_LINE_ENDS.sub("\n", text)))


def escaped(json_text: str) -> str:
    """Write as escapes what JSON may hold as it is, and a terminal obeys; the value is the same."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)


def without_tags(markdown: str) -> str:
    """Leave tags of HTML out of Markdown, as the reader does; scripts and styles go as a whole."""
    if "<" not in markdown:
        return markdown
    kept: list[str] = []
    at = 0
    while found := _TAG.search(markdown, at):
        kept.append(markdown[at : found.start()])
        at = found.end()
        if found[0] == "<!--":
            end = markdown.find("-->", at)
            at = end + 3 if end >= 0 else len(markdown)
        elif (found[1] or "").lower() in _WITH_CONTENTS and found[0][1] != "/":
            closing = re.compile(f"</{found[1]}\\s*>", re.IGNORECASE).search(markdown, at)
            at = closing.end() if closing else len(markdown)
    return "".join([*kept, markdown[at:]])


def plain_text(markdown: str) -> str:
    """Leave the marks of Markdown out and put everything on one line."""
    text = _LINE_START.sub("", markdown)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", text.replace("**", "").replace("__", ""))
    return " ".join(text.replace("`", "").split())
