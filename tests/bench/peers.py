"""The tools that ours is measured against, each used the way its documentation says."""

import difflib
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import divot
import fast_diff_match_patch
from diff_match_patch import diff_match_patch
from redlines import Redlines
from rensa import RMinHash, RMinHashLSH

_TOKEN = re.compile(r"\s+|[\w’'‑-]+|.", re.DOTALL)
#: (operation, text): -1 deleted, 0 equal, 1 inserted.
Diff = list[tuple[int, str]]


def fast_dmp(earlier: str, later: str) -> Diff:
    """fast-diff-match-patch by characters, to the end, with semantic clean-up."""
    found = fast_diff_match_patch.diff(
        earlier, later, timelimit=0, cleanup="Semantic", counts_only=False
    )
    signs = {"-": -1, "=": 0, "+": 1}
    return [(signs[sign], text) for sign, text in found]


def dmp_words(earlier: str, later: str) -> Diff:
    """diff-match-patch on tokens, to the end, then semantic clean-up: the reference."""
    codes: dict[str, str] = {}

    def coded(text: str) -> str:
        return "".join(
            codes.setdefault(token, chr(0x100 + len(codes))) for token in _TOKEN.findall(text)
        )

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    one, other = coded(earlier), coded(later)
    tokens = {code: token for token, code in codes.items()}
    diffs = [
        (sign, "".join(tokens[code] for code in text))
        for sign, text in engine.diff_main(one, other, checklines=False)
    ]
    engine.diff_cleanupSemantic(diffs)
    return diffs


def difflib_words(earlier: str, later: str) -> object:
    """The standard library, word by word."""
    return difflib.SequenceMatcher(
        None, earlier.split(), later.split(), autojunk=False
    ).get_opcodes()


def redlines(earlier: str, later: str) -> object:
    """redlines: its changes."""
    return Redlines(earlier, later).changes


def divot_words(earlier: str, later: str) -> object:
    """divot, word by word."""
    return divot.diff_words(earlier, later)


#: Words as ours are: letters apart from signs. git's own are chunks between white space.
GIT_WORDS = r"--word-diff-regex=[[:alnum:]]+|[^[:space:]]"


def git_words(earlier: str, later: str, *options: str) -> Callable[[], object]:
    """``git diff --word-diff`` of two files that stand ready."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    for name, text in (("earlier.txt", earlier), ("later.txt", later)):
        (folder / name).write_text(text, encoding="utf-8")
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", *options]

    def run() -> object:
        return subprocess.run(
            [*command, "earlier.txt", "later.txt"],
            cwd=folder,
            check=False,
            stdout=subprocess.DEVNULL,
        )

    return run


def rensa_pairs(
    earlier: list[str], later: list[str], permutations: int = 64, bands: int = 16
) -> list[tuple[int, int]]:
    """rensa: MinHash of the words, LSH, then one to one by estimated likeness. It has no
    splits and merges."""
    lsh = RMinHashLSH(threshold=0.5, num_perm=permutations, num_bands=bands)
    hashes = []
    for index, text in enumerate(earlier):
        minhash = RMinHash(num_perm=permutations, seed=42)
        minhash.update(text.split())
        lsh.insert(index, minhash)
        hashes.append(minhash)
    candidates = []
    for other, text in enumerate(later):
        minhash = RMinHash(num_perm=permutations, seed=42)
        minhash.update(text.split())
        for index in lsh.query(minhash):
            candidates.append((-minhash.jaccard(hashes[index]), index, other))
    candidates.sort()
    taken: set[int] = set()
    later_taken: set[int] = set()
    pairs = []
    for _, index, other in candidates:
        if index not in taken and other not in later_taken:
            taken.add(index)
            later_taken.add(other)
            pairs.append((index, other))
    return pairs
