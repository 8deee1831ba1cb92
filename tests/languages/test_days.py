"""Days and times as each language writes them; for machines always the same."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from negotiation.models import Meeting
from tracker.templatetags.face import meeting_days, unlocalized

DAY = date(2014, 6, 9)
TIME = datetime(2014, 6, 9, 14, 5)  # noqa: DTZ001 - the day matters, not the place

WRITTEN = {
    "ar": ("9 يونيو 2014", "9 يونيو 2014، 14:05"),
    "zh-hans": ("2014年6月9日", "2014年6月9日 14:05"),
    "en": ("9 June 2014", "9 June 2014, 14:05"),
    "fr": ("9 juin 2014", "9 juin 2014, 14:05"),
    "ru": ("9 июня 2014", "9 июня 2014, 14:05"),
    "es": ("9 de junio de 2014", "9 de junio de 2014, 14:05"),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_a_day_is_written_as_the_language_does(language: str) -> None:
    with override(language):
        told = date_format(DAY, "DATE_FORMAT"), date_format(TIME, "DATETIME_FORMAT")
    assert told == WRITTEN[language]


@pytest.mark.parametrize(
    ("first", "last", "english", "chinese"),
    [
        (DAY, DAY, "9 Jun 2014", "2014年6月9日"),
        (DAY, date(2014, 6, 13), "9–13 Jun 2014", "2014年6月9日 – 6月13日"),
        (DAY, date(2014, 7, 1), "9 Jun – 1 Jul 2014", "2014年6月9日 – 7月1日"),
        (DAY, date(2015, 1, 2), "9 Jun 2014 – 2 Jan 2015", "2014年6月9日 – 2015年1月2日"),
    ],
)
def test_the_days_of_a_meeting_say_nothing_twice(
    first: date, last: date, english: str, chinese: str
) -> None:
    meeting = Meeting(starts_on=first, ends_on=last)
    for language, written in (("en", english), ("zh-hans", chinese)):
        with override(language):
            assert meeting_days(meeting) == written


@pytest.mark.parametrize("language", WRITTEN)
def test_drawings_have_their_numbers_the_same_in_every_language(language: str) -> None:
    with override(language):
        assert unlocalized(1234.5) == "1234.50"
