-- An amount that is written as JSON writes it, at most 12 digits before the point.
CREATE MACRO is_plain_amount(x) AS regexp_full_match(x, '(0|[1-9]\d{0,11})(\.\d+)?');
CREATE MACRO is_plain_whole(x) AS regexp_full_match(x, '0|[1-9]\d{0,11}');

-- An amount taken apart: signs, brackets (accounting's minus), and what stands between currency signs.
-- `body` is the pattern of a number in one style; all parts are '' when the text is no amount.
CREATE MACRO amount_parts(x, body) AS regexp_extract(
    x,
    '^(\(?){{gap}}([-+\x{2212}]?){{gap}}{{money}}?{{gap}}([-+\x{2212}]?){{gap}}(' || body
    || '){{gap}}{{money}}?{{gap}}(-?)(\)?)$',
    ['open', 'sign', 'inner_sign', 'number', 'tail_sign', 'shut']
);
CREATE MACRO point_parts(x) AS amount_parts(x, '(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+');
CREATE MACRO comma_parts(x) AS amount_parts(x, '(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d*)?|,\d+');
CREATE MACRO space_parts(x) AS
    amount_parts(x, '(?:\d{1,3}(?:[ \x{a0}\x{2009}\x{202f}]\d{3})+|\d+)(?:,\d*)?|,\d+');

-- One sign at most, and brackets in pairs.
CREATE MACRO parts_agree(parts) AS parts.number <> '' AND (parts.open = '(') = (parts.shut = ')')
    AND (parts.open <> '')::INT + (parts.sign <> '')::INT + (parts.inner_sign <> '')::INT
        + (parts.tail_sign <> '')::INT <= 1;

CREATE MACRO parts_negative(parts) AS
    parts.open = '(' OR parts.sign IN ('-', chr(8722)) OR parts.inner_sign IN ('-', chr(8722)) OR parts.tail_sign = '-';

-- The number of the parts with a point and no grouping.
CREATE MACRO point_digits(number) AS replace(number, ',', '');
CREATE MACRO comma_digits(number) AS replace(replace(number, '.', ''), ',', '.');
CREATE MACRO space_digits(number) AS
    replace(translate(number, ' ' || chr(160) || chr(8201) || chr(8239), ''), ',', '.');

-- Digits as JSON takes them: no leading zeros, nothing but digits beside the point, none added and none taken away.
CREATE MACRO json_number(x) AS CASE
    WHEN is_plain_amount(x) THEN x
    ELSE coalesce(nullif(ltrim(split_part(x, '.', 1), '0'), ''), '0')
        || CASE WHEN split_part(x, '.', 2) = '' THEN '' ELSE '.' || split_part(x, '.', 2) END
END;

-- A typed number (Parquet, JSON, Excel) that its file writes with an exponent, written out.
CREATE MACRO written_out(x) AS CASE
    WHEN regexp_full_match(x, '-?\d(\.\d+)?[eE][+-]?\d+')
    THEN coalesce(rtrim(rtrim(try_cast(x AS DECIMAL(38, 14))::VARCHAR, '0'), '.'), x)
    ELSE x
END;

-- A whole number of pieces, at most 9 digits; `2.0` is 2.
CREATE MACRO whole_number(x) AS CASE WHEN regexp_full_match(x, '\d{1,9}(\.0*)?') THEN split_part(x, '.', 1) END;

-- An amount for adding up: exact, ten decimals.
CREATE MACRO exact(x) AS try_cast(x AS DECIMAL(22, 10));

-- A sum as JSON writes it, without the zeros that ten decimals leave behind it.
CREATE MACRO sum_number(x) AS rtrim(rtrim(x::VARCHAR, '0'), '.');
