"""What is searched for in generated libraries."""

from __future__ import annotations

#: Kinds of query with examples. Words of the field are frequent in generated text, others rare.
QUERIES: dict[str, tuple[str, ...]] = {
    "word": ("burglary", "wardens", "lighting", "mentors", "alarm", "injury"),
    "common word": ("police", "community", "crime", "the"),
    "two or three words": ("police trust", "young people school", "community safety partnership"),
    "OR of six": ("police OR community OR crime OR search OR stop OR trust",),
    "phrase": ('"stop search"', '"young people"', '"of the"'),
    "beginning of a word": ("communi*", "evaluat*", "pre*"),
    "while typing": ("co", "comm", "commu", "police tr", "stop an", "hous"),
    "field and facet": ("topic:housing effect:improved", "year:2003..2011 police", "title:police"),
    "exclusion": ("police -community", "-police"),
    "open places": ("wom*n", "comm*ty", "*tion"),
    "misspelt word": ("polise~", "burglery~", "comunity~2"),
    "words near each other": ('"police trust"~5', '"young school"~10'),
    "new fields": ("population:victims place:Leith", "licence:none confidence:high"),
    "everything": ("",),
}
