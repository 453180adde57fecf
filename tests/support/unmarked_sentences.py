"""Finds sentences in code that no mark has looked up: see core/texts.py."""

import ast
import re
from collections.abc import Iterator

MARKS = frozenset({"_", "_n", "N_"})
NOT_READ = frozenset({"option", "compile", "TypeError", "ValueError"})
"""What else has words in it: help, which is translated by itself; patterns; faults of ours."""
_SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")


def unmarked_sentences(source: str) -> Iterator[str]:
    """Texts of several words that stand in no mark, no log and no docstring."""
    tree = ast.parse(source)
    passed = {inner for node in ast.walk(tree) if _is_passed(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) and node not in passed else None
        if isinstance(said, str) and _SENTENCE.search(said):
            yield said


def _is_passed(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):  # a docstring
        return isinstance(node.value, ast.Constant)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        owner = node.func.value
        return node.func.attr in NOT_READ or (isinstance(owner, ast.Name) and owner.id == "log")
    return isinstance(node.func, ast.Name) and node.func.id in MARKS | NOT_READ
