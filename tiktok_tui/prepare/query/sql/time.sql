-- The common shape, which can be cast as it stands: 2026-06-01 10:01:00, with T or a blank, with or without a zone; or
-- without its seconds, or the date alone.
CREATE MACRO is_plain_time(x) AS regexp_full_match(
    x, '(19|20|21)\d\d-\d\d-\d\d([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d( ?(Z|[+-]\d\d:?\d\d))?)?)?'
);

-- Every other way to write a date, with or without a time, taken apart; all parts are '' when it is none.
CREATE MACRO time_parts(x) AS regexp_extract(
    x,
    '^(?:((?:19|20|21)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})([-/.])(\d{1,2})[-/.]((?:19|20|21)\d\d)'
    || '|((?:19|20|21)\d\d)(\d\d)(\d\d))'
    || '(?:(?:[Tt]|,? +|,)(\d{1,2})[:.]?([0-5]\d)(?:[:.]?([0-5]\d)(?:[.,]\d+)?)?(?: ?([AaPp])\.? ?[Mm]\.?)?'
    || '(?: ?(Z|z|UTC|utc|GMT|gmt|[+-]\d\d(?::?\d\d)?))?)?$',
    ['year', 'month', 'day', 'first', 'mark', 'second', 'last', 'basic_year', 'basic_month', 'basic_day',
     'hour', 'minute', 'seconds', 'half', 'zone']
);

-- A time with AM or PM behind its clock in place of another language's word (events/halves_of_day.py).
CREATE MACRO half_in_english(x) AS half_of_day_replaced();

-- A time with plain blanks, and AM or PM in place of `a. m.`; nearly all times are ASCII and have neither.
CREATE MACRO time_text(x) AS CASE
    WHEN strlen(x) = length(x) THEN x ELSE half_in_english(translate(x, spaces(), repeat(' ', length(spaces()))))
END;
CREATE MACRO plain_half(x) AS CASE WHEN contains(x, '.') THEN regexp_replace(x, '([AaPp])\. ?([Mm])\.?', '\1\2') ELSE x END;

-- A time with the offset that its zone says, in place of words (events/zone_marks.py). A macro copies what it is given
-- to each place that names it, and DuckDB plans every copy: a list of one, and a map, name it once.
CREATE MACRO offset_of(name) AS abbreviations_said();
CREATE MACRO with_offset(x, said) AS coalesce(regexp_replace(x, abbreviation(), '\1' || said), x);
CREATE MACRO abbreviated(x) AS with_offset(x, offset_of(regexp_extract(x, abbreviation(), 2)));
CREATE MACRO in_offsets(x) AS list_transform([zone_marks_replaced()], lambda tidied: abbreviated(tidied))[1];
CREATE MACRO offset_said(x) AS CASE WHEN regexp_matches(x, zone_marks()) THEN in_offsets(x) ELSE x END;

-- A time with its month in English (events/month_names.py), for the formats that name it.
CREATE MACRO month_of(name) AS nullif(left(split_part(month_names(), ' ' || name || '=', 2), 3), '');
CREATE MACRO with_day_first(x, month) AS regexp_replace(x, day_first(), '\1 ' || month || ' \3');
CREATE MACRO with_month_first(x, month) AS regexp_replace(x, month_first(), '\2 ' || month || ' \3');
CREATE MACRO month_in_english(x) AS coalesce(
    with_day_first(x, month_of(lower(regexp_extract(x, day_first(), 2)))),
    with_month_first(x, month_of(lower(regexp_extract(x, month_first(), 1)))),
    x
);

-- The same for `time_parts`, which reads UTC itself: many exports have it behind every time.
CREATE MACRO but_for_utc(x) AS CASE WHEN suffix(x, ' UTC') AND NOT suffix(x, '+0000 UTC') THEN x ELSE offset_said(x) END;

-- Day and month where either may be first; dates with dots have the day first everywhere.
CREATE MACRO is_ambiguous(parts) AS parts.first <> '' AND parts.mark <> '.' AND try_cast(parts.first AS INT) <> try_cast(parts.second AS INT)
    AND try_cast(parts.first AS INT) BETWEEN 1 AND 12 AND try_cast(parts.second AS INT) BETWEEN 1 AND 12;

-- The date of the parts as text; of 25/12 and 12/25 the one above 12 is the day.
CREATE MACRO date_text(parts) AS CASE
    WHEN parts.year <> '' THEN parts.year || '-' || parts.month || '-' || parts.day
    WHEN parts.basic_year <> '' THEN parts.basic_year || '-' || parts.basic_month || '-' || parts.basic_day
    WHEN parts.first = '' OR is_ambiguous(parts) THEN NULL
    WHEN try_cast(parts.first AS INT) > 12 OR (parts.mark = '.' AND try_cast(parts.second AS INT) <= 12) THEN parts.last || '-' || parts.second || '-' || parts.first
    ELSE parts.last || '-' || parts.first || '-' || parts.second
END;

-- The hour of the parts, 0 to 23, with AM and PM; NULL when there is no such hour.
CREATE MACRO hour_of(parts) AS CASE
    WHEN parts.hour = '' THEN 0
    WHEN parts.half = '' AND try_cast(parts.hour AS INT) < 24 THEN try_cast(parts.hour AS INT)
    WHEN parts.half <> '' AND try_cast(parts.hour AS INT) BETWEEN 1 AND 12
        THEN try_cast(parts.hour AS INT) % 12 + CASE WHEN lower(parts.half) = 'p' THEN 12 ELSE 0 END
END;

-- What the clock on the wall showed; NULL when there is no such date or time.
CREATE MACRO parts_wall(parts) AS try_cast(
    date_text(parts) || ' ' || hour_of(parts) || ':' || coalesce(nullif(parts.minute, ''), '00')
    || ':' || coalesce(nullif(parts.seconds, ''), '00') AS TIMESTAMP
);

-- Seconds east of UTC of a zone as it stands behind a time; NULL when there is none.
CREATE MACRO offset_seconds(zone) AS CASE
    WHEN zone = '' THEN NULL
    WHEN upper(zone) IN ('Z', 'UTC', 'GMT') THEN 0
    ELSE CASE WHEN prefix(zone, '-') THEN -1 ELSE 1 END
        * (try_cast(substr(zone, 2, 2) AS INT) * 3600 + coalesce(try_cast(right(zone, 2) AS INT), 0)
           * CASE WHEN strlen(zone) > 3 THEN 60 ELSE 0 END)
END;

-- A spreadsheet's serial number: days since 30 December 1899 on the writer's own clock.
CREATE MACRO serial_wall(x) AS CASE
    WHEN regexp_full_match(x, '[2-9]\d{4}([.,]\d{1,15})?')
    THEN TIMESTAMP '1899-12-30' + to_seconds(try_cast(round(try_cast(replace(x, ',', '.') AS DOUBLE) * 86400) AS BIGINT))
END;

-- Unix seconds (9 or 10 digits), or their thousandths (13 digits), millionths (16) or billionths (19);
-- other long numbers are IDs.
CREATE MACRO unix_time(x) AS CASE
    WHEN regexp_full_match(x, '\d{9,10}(\.\d+)?') THEN try_cast(split_part(x, '.', 1) AS BIGINT)
    WHEN regexp_full_match(x, '(\d{13}|1\d{15}|1\d{18})(\.\d+)?') THEN try_cast(left(x, 10) AS BIGINT)
END;

-- A time that a mapped format has read, if its year is one that conversions can have.
CREATE MACRO sensible_wall(wall) AS CASE
    WHEN wall >= TIMESTAMP '1900-01-01' AND wall < TIMESTAMP '2200-01-01' THEN wall
END;
