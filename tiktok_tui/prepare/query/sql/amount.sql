-- An amount as JSON writes it, at most 12 digits before the point, or NULL; a plain one has no more digits than are exact.
CREATE MACRO is_amount(x) AS regexp_full_match(x, '{{amount}}');
CREATE MACRO as_amount(x) AS nullif(regexp_extract(x, '^{{amount}}$'), '');
CREATE MACRO is_plain_amount(x) AS strlen(x) <= 16 AND is_amount(x);
CREATE MACRO is_plain_whole(x) AS regexp_full_match(x, '0|[1-9]\d{0,11}');

-- An amount taken apart: signs, brackets (accounting's minus), a currency on either side, and the number between them.
-- `whole` and `decimals` are the patterns of one style. `dashed` is a whole number with a dash in place of decimals
-- (25,- is 25, as are Sweden's 25:- and India's 25/-): it is tried first, so that its dash is no minus. All parts are
-- '' when the text is no amount.
CREATE MACRO amount_parts(x, whole, decimals) AS regexp_extract(
    x,
    '^(\(?){{gap}}([-+{{minus}}]?){{gap}}({{money}}){{gap}}([-+{{minus}}]?){{gap}}(?:(' || whole || ')[.,:/]{{gap}}(?:--?|[\x{2013}\x{2014}])|((?:'
    || whole || ')(?:' || decimals || '\d*)?|' || decimals || '\d+)){{gap}}({{money}}){{gap}}(-?)(\)?)$',
    ['open', 'sign', 'before', 'inner_sign', 'dashed', 'number', 'after', 'tail_sign', 'shut']
);
-- Thousands in threes, Indian ones in twos but for the last three, apostrophes in every style, or no groups at all.
CREATE MACRO point_parts(x) AS
    amount_parts(x, '\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:{{apostrophe}}\d{3})+|\d+', '\.');
CREATE MACRO comma_parts(x) AS
    amount_parts(x, '\d{1,3}(?:\.\d{3})+|\d{1,3}(?:{{apostrophe}}\d{3})+|\d+', ',');
CREATE MACRO space_parts(x) AS
    amount_parts(x, '\d{1,3}(?:{{space}}\d{3})+|\d{1,3}(?:{{apostrophe}}\d{3})+|\d+', ',');

-- One sign at most, and brackets in pairs.
CREATE MACRO parts_agree(parts) AS parts.number || parts.dashed <> '' AND (parts.open = '(') = (parts.shut = ')')
    AND (parts.open <> '')::INT + (parts.sign <> '')::INT + (parts.inner_sign <> '')::INT
        + (parts.tail_sign <> '')::INT <= 1;

CREATE MACRO is_minus(sign) AS regexp_full_match(sign, '[-{{minus}}]');
CREATE MACRO parts_negative(parts) AS
    parts.open = '(' OR is_minus(parts.sign) OR is_minus(parts.inner_sign) OR parts.tail_sign = '-';

-- The number of the parts with a point and no grouping.
CREATE MACRO point_digits(parts) AS translate(parts.number || parts.dashed, ',' || apostrophes(), '');
CREATE MACRO comma_digits(parts) AS replace(translate(parts.number || parts.dashed, '.' || apostrophes(), ''), ',', '.');
CREATE MACRO space_digits(parts) AS
    replace(translate(parts.number || parts.dashed, spaces() || apostrophes(), ''), ',', '.');

-- A sign, code or name of a currency as the table of currencies spells it (`events.currencies.money_key`).
CREATE MACRO money_key(x) AS lower(translate(x, spaces() || '-', ''));

-- The bit of a currency among those that TikTok takes, the last one for all others (`events.currencies.currency_mask`).
CREATE MACRO currency_bit(x) AS CASE WHEN x IS NOT NULL THEN 1::BIGINT << (coalesce(list_position(currencies(), x), len(currencies()) + 1) - 1)::INT END;

-- The currency of a mask that names one only, NULL for several, for none, and for one that TikTok does not take.
CREATE MACRO only_currency(mask) AS CASE WHEN mask & (mask - 1) = 0 THEN currencies()[bit_count(mask - 1) + 1] END;

-- An amount such as 1.250 read as thousands: 1250. NULL unless its digits can be read in both ways.
CREATE MACRO thousands(digits) AS CASE
    WHEN strlen(digits) BETWEEN 5 AND 7 AND substr(digits, strlen(digits) - 3, 1) = '.' AND NOT prefix(digits, '0')
    THEN replace(digits, '.', '')
END;

-- Digits without the noise of floating point (23.788099999999996 is 23.7881): 15 significant ones at most.
CREATE MACRO without_noise(x) AS CASE
    WHEN x IS NULL OR strlen(x) <= 16 THEN x
    WHEN prefix(x, '0.000') THEN rtrim(rtrim(format('{:.15f}', x::DOUBLE), '0'), '.')
    ELSE format('{:.15g}', x::DOUBLE)
END;

-- Digits as JSON takes them: no leading zeros, digits on both sides of the point, none added and none taken away.
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

-- A whole number of cents, at most 12 digits; `1999.0` is 1999. And cents as an amount, 1999 with 2 decimals as 19.99.
CREATE MACRO whole_cents(x) AS CASE WHEN regexp_full_match(x, '\d{1,12}(\.0*)?') THEN split_part(x, '.', 1) END;
CREATE MACRO with_point(x, decimals) AS
    rtrim(rtrim(left(x, strlen(x)::INT - decimals) || '.' || right(x, decimals), '0'), '.');
CREATE MACRO from_cents(x, decimals) AS with_point(lpad(x, greatest(strlen(x)::INT, decimals + 1), '0'), decimals);

-- An amount for adding up: exact, ten decimals.
CREATE MACRO exact(x) AS try_cast(x AS DECIMAL(22, 10));

-- A sum as JSON writes it, without the zeros that ten decimals leave behind it.
CREATE MACRO sum_number(x) AS rtrim(rtrim(x::VARCHAR, '0'), '.');

-- An amount for comparing: 10 for 10.0 and 10.00.
CREATE MACRO without_zeros(x) AS
    CASE WHEN suffix(x, '0') AND contains(x, '.') THEN rtrim(rtrim(x, '0'), '.') ELSE x END;
