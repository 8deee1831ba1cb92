"""Days and times in Russian."""

DATE_FORMAT = "j E Y"
SHORT_DATE_FORMAT = "j b Y"
DATETIME_FORMAT = "j E Y, H:i"
SHORT_DATETIME_FORMAT = "j b Y, H:i"
YEAR_MONTH_FORMAT = "M Y"
MONTH_DAY_FORMAT = "j b"
TIME_FORMAT = "H:i"
