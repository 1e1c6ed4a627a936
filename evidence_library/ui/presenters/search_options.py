"""The options of a search that hold until they are changed: which words are searched for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidence_library.services.find import Request

#: The options, by the ids of their actions.
ALL_WORDS, OTHER_WORDS = "all-words", "other-words"
OPTIONS = (ALL_WORDS, OTHER_WORDS)

#: What is said of a search whose option is not as usual.
_UNUSUAL = {ALL_WORDS: "All words must be there", OTHER_WORDS: "Only the words typed"}

#: What a screen reader says when an option is changed back.
_USUAL = {
    ALL_WORDS: "Most of the words will do where few records hold them all",
    OTHER_WORDS: "Other words are searched too",
}


@dataclass(frozen=True, slots=True)
class OptionChip:
    """An option that is not as usual, in words, and what its chip does when it is taken off."""

    option: str
    text: str
    hint: str


def is_on(request: Request, option: str) -> bool:
    """Tell whether an option is switched on."""
    return not request.lenient if option == ALL_WORDS else request.synonyms


def switched(request: Request, option: str, *, on: bool) -> Request:
    """Give the request with an option switched on or off."""
    return (
        replace(request, lenient=not on) if option == ALL_WORDS else replace(request, synonyms=on)
    )


def put_back(request: Request, option: str) -> Request:
    """Give the request with an option as usual."""
    return switched(request, option, on=is_on(Request(), option))


def same_options(request: Request) -> Request:
    """Give a request for everything that keeps the options of another."""
    return Request(synonyms=request.synonyms, lenient=request.lenient)


def chips(request: Request) -> tuple[OptionChip, ...]:
    """Give the options that are not as usual."""
    return tuple(
        OptionChip(option, _UNUSUAL[option], f"Take this off: {_USUAL[option].lower()} again")
        for option in OPTIONS
        if not _is_usual(request, option)
    )


def changes_told(before: Request, now: Request) -> str:
    """Say in words which options changed; empty if none did."""
    told = (
        (_USUAL if _is_usual(now, option) else _UNUSUAL)[option]
        for option in OPTIONS
        if is_on(before, option) != is_on(now, option)
    )
    return ". ".join(told)


def _is_usual(request: Request, option: str) -> bool:
    return is_on(request, option) == is_on(Request(), option)
