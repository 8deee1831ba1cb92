"""A text as HTML."""

from __future__ import annotations

from bracketed import Overlay, html


def test_brackets_have_the_class_of_their_depth() -> None:
    assert html("a [b [c]]") == (
        'a <span class="bk d1"><b class="mk">[</b>b '
        '<span class="bk d2"><b class="mk">[</b>c<b class="mk">]</b></span>'
        '<b class="mk">]</b></span>'
    )


def test_the_seventh_depth_looks_like_the_first() -> None:
    assert html("[" * 7 + "]" * 7).count('class="bk d1"') == 2


def test_other_kinds_say_so() -> None:
    assert html("We. [agreed]").startswith('We. <span class="bk d1 status">')


def test_loose_marks_slashes_and_lost_redlines_are_marked() -> None:
    assert html("forafora ] [2020/2025]") == (
        '<span class="lost">forafora</span> <b class="mk loose">]</b> '
        '<span class="bk d1"><b class="mk">[</b>2020<span class="slash">/</span>2025'
        '<b class="mk">]</b></span>'
    )


def test_everything_is_escaped() -> None:
    assert html('<i> & "x"') == "&lt;i&gt; &amp; &quot;x&quot;"


def test_a_layer_that_crosses_a_bracket_is_written_in_pieces() -> None:
    assert html("a [b] c", [Overlay(0, 4, "deleted"), Overlay(6, 7, "mine")]) == (
        '<del>a </del><span class="bk d1"><del><b class="mk">[</b></del><del>b</del>'
        '<b class="mk">]</b></span> <span class="mine">c</span>'
    )
