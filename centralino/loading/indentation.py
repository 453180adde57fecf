"""Lines that begin with another number of spaces than those they belong with."""

from centralino.core.texts import _n
from centralino.loading.written_lines import Advice, FileLines, WrittenLine


def advise_on_margin(lines: FileLines, line: WrittenLine) -> Advice | None:
    """What is wrong with the beginning of a line, by the lines above it."""
    above = list(lines.above(line.number))
    if not above:
        return None
    if line.margin < above[-1].margin:
        what = _n(
            "wrong indentation: this line begins with {count} space: begin it with none",
            "wrong indentation: this line begins with {count} spaces: begin it with none",
            above[-1].margin,
        )
        return above[-1].advise(what, 0)
    nearest = above[0]
    deeper = line.margin > max(_margins(above)) and not nearest.is_open
    between = line.margin < nearest.margin and line.margin not in _margins(above)
    if line.is_setting and (deeper or between):
        what = _n(
            "wrong indentation: this line begins with {count} space, line {other} with {others}; "
            "what belongs together begins with as many",
            "wrong indentation: this line begins with {count} spaces, line {other} with {others}; "
            "what belongs together begins with as many",
            line.margin,
            other=nearest.number,
            others=nearest.margin,
        )
        return line.advise(what, line.margin)
    return None


def _margins(above: list[WrittenLine]) -> set[int]:
    """Where a line may begin: as one above it that nothing has closed since, or as its item."""
    open_, lowest = set[int](), above[0].margin + 1
    for line in above:
        if line.margin < lowest:
            lowest = line.margin
            open_.add(line.margin)
            if line.text.lstrip().startswith("- "):
                open_.add(line.margin + 2)
    return open_
