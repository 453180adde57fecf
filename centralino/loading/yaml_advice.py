"""What is wrong in a file that is no YAML, from the mistakes that people make.

The parser tells where it stumbled, and over what; the mistake is often on the line before.
"""

import re
from collections.abc import Iterator, Sequence

from centralino.core.input_errors import say_space_missing
from centralino.core.texts import N_, _
from centralino.loading.indentation import advise_on_margin
from centralino.loading.written_lines import NAME, Advice, FileLines, WrittenLine

_TIGHT = re.compile(
    rf"(?:^ *(?:- +)?(?P<name>{NAME}):(?!\w+://)(?P<rest>[^ \t/:].*)"
    rf"|[{{,] *(?P<inner>{NAME}):(?!\w+://)(?P<value>[^ \t/:][^,}}]*))"
)
_EQUALS = re.compile(rf"\s*(?:- +)?(?P<name>{NAME})(?: *= *| +)(?P<rest>[^\s:#=][^:]*)")
_BRACE = re.compile(r"(?<=: )(?P<text>\{\w+\}(?=\s*[^\s,}]).*)")
_APOSTROPHE = re.compile(r"(?<=: )'(?P<text>[^']*'\w.*?)'?(?P<rest>\s*[,}].*)?$")
_CLOSED = re.compile(r"(?<=: )(?P<text>(?P<quote>[\"'])[^\"']*(?P=quote)\s*[^\s,}\]#:].*)")
_SIGN = re.compile(r"(?<=: )(?P<sign>[@%`&*!|>])")
_KEY = re.compile(r"(?:^\s*|[{,]\s*)(?P<key>[*#])\s*:")
_WORD_BEFORE = re.compile(rf"(?P<before>\S+)\s+(?P<name>{NAME})$")
_AFTER_TEXT = re.compile(rf",\s*{NAME}:\s.*|\s*\}}+\s*$")
_COLON = re.compile(rf"(?P<name>{NAME}):\s+(?P<text>[^\s\"'{{\[].*:(?:\s.*|$))")
COLON = N_("put text that has a colon between quotes")
GENERAL = N_(
    "this cannot be read: is a comma, a quote, a bracket or the space after a colon missing, "
    "here or in the line above?"
)


def advise(text: str, problem: str, marks: Sequence[tuple[int, int]]) -> Advice:
    """`problem` is the parser's; the last of `marks` where it was, the first where it had begun."""
    lines = FileLines(text)
    line, column = marks[-1]
    found = (advice for each in lines.around(marks) for advice in _of_line(each))
    advice = next(found, None) or next(_of_place(lines, problem, marks), None)
    return advice or Advice(_(GENERAL), line, column)


def _of_line(line: WrittenLine) -> Iterator[Advice]:
    """What is wrong with one line, whatever stands around it."""
    margin = line.text[: len(line.text) - len(line.text.lstrip())]
    if "\t" in margin:
        yield line.advise(_("indent with spaces, not with tabs"), margin.index("\t"))
    if found := _TIGHT.search(line.bare):
        name, rest = ("name", "rest") if found["name"] else ("inner", "value")
        value = line.text[found.start(rest) : found.end()].strip()
        what = say_space_missing(f"{found[name]}: {value}")
        yield line.advise(what, found.start(name))
    if found := _APOSTROPHE.search(line.text):
        what = _(
            'the apostrophe ends this text: write it between double quotes, "{text}"',
            text=_alone(found["text"]),
        )
        yield line.advise(what, found.start("text") - 1)
    elif found := _CLOSED.search(line.text):
        what = _("the text goes on after its closing quote: put quotes around all of it")
        yield line.advise(what, found.start("text"))
    if found := _BRACE.search(line.bare):
        text = line.text[found.start("text") :]
        what = _(
            'a text that begins with a brace goes between quotes: write "{text}"',
            text=_alone(text),
        )
        yield line.advise(what, found.start("text"))
    if found := _KEY.search(line.bare):
        yield line.advise(_('write the keys "*" and "#" between quotes'), found.start("key"))
    elif found := _SIGN.search(line.bare):
        what = _("a text that begins with {sign} goes between quotes", sign=found["sign"])
        yield line.advise(what, found.start("sign"))


def _alone(text: str) -> str:
    """A text without what follows it between braces."""
    return _AFTER_TEXT.split(text, maxsplit=1)[0].strip()


def _of_place(lines: FileLines, problem: str, marks: Sequence[tuple[int, int]]) -> Iterator[Advice]:
    """What is wrong where the parser stumbled, by the lines above, and by what it says."""
    number, column = marks[-1]
    line = lines.at(number)
    if "',' or" in problem or "end of stream" in problem:
        yield from _of_braces(lines, marks)
    elif margin := advise_on_margin(lines, line):
        yield margin
    if "another document" in problem or line.text.startswith("---"):
        yield Advice(_("leave out the second ---"), number, 1)
    if "mapping values" in problem or "expected ':'" in problem:
        yield from _unsettled(lines, marks)
        yield from _of_colons(line)
    if line.bare.count("}") > line.bare.count("{"):
        yield Advice(_("there is a brace too many, or another too few"), number, column)


def _of_braces(lines: FileLines, marks: Sequence[tuple[int, int]]) -> Iterator[Advice]:
    """What is wrong with what stands between braces, brackets or quotes."""
    (first, begun), (number, column) = marks[0], marks[-1]
    line = lines.at(number)
    found = _WORD_BEFORE.search(line.text[: column - 1]) if first == number else None
    if found and found["before"].endswith(":"):
        yield line.advise(_(COLON), found.start("name"))
    elif found:
        what = _(
            "put a comma before {name}:, or the text with its colon between quotes",
            name=found["name"],
        )
        yield line.advise(what, found.start("name"))
    yield Advice(_unclosed(lines.at(first).text[begun - 1 :]), first, begun)


def _of_colons(line: WrittenLine) -> Iterator[Advice]:
    if found := _COLON.search(line.bare):
        written = f'{found["name"]}: "{line.text[found.start("text") :].strip()}"'
        what = _("put text that has a colon between quotes: write {written}", written=written)
        yield line.advise(what, found.start("text"))


def _unclosed(text: str) -> str:
    if text.startswith("{"):
        return _("this brace is not closed: is a {sign} or a comma missing?", sign="}")
    if text.startswith("["):
        return _("this bracket is not closed: is a {sign} or a comma missing?", sign="]")
    return _("this quote is not closed: put it at the end of the text too")


def _unsettled(lines: FileLines, marks: Sequence[tuple[int, int]]) -> Iterator[Advice]:
    """Lines without any colon: `office Tasse`, `office = Tasse`."""
    for line in lines.around(marks)[:-1]:
        found = None if line.is_setting else _EQUALS.fullmatch(line.bare)
        if found:
            rest = line.text[found.start("rest") :].strip()
            written = f"{found['name']}: {rest}"
            what = _("a colon is missing after the name: write {written}", written=written)
            yield line.advise(what, found.start("name"))
