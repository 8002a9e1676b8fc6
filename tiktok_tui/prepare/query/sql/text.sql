-- Text that nothing is to be taken off: it begins and ends with a visible character of ASCII, and is no word for nothing.
-- These words begin with few signs. IN with so many of them would be a join for each cell, which takes all memory there is.
CREATE MACRO is_trimmed(x) AS x >= '!' AND x <= '~~' AND substr(x, -1) BETWEEN '!' AND '~' AND (
    strlen(x) > 6 OR x BETWEEN '0' AND ';~' OR x BETWEEN 'A' AND 'M~' OR x BETWEEN 'O' AND 'Z~' OR x BETWEEN 'a' AND 'm~'
    OR x >= 'o' OR NOT regexp_full_match(x, '(?i)(?:{{nothing}})')
);

-- 0 for a cell that has to be cleaned, 1 for one that is read as it stands, 2 if it also begins with no mark of a
-- spreadsheet: the apostrophe and the # are below the bracket. CASE does not try a condition where an earlier one decides.
CREATE MACRO cleanness(x) AS CASE
    WHEN is_trimmed(x) THEN CASE WHEN x >= '(' THEN 2 ELSE 1 END
    WHEN x IS NULL THEN 2
    ELSE 0
END;

-- A cell as it is read: blanks at its ends taken off, NULL when nothing is left or only a word for nothing.
-- The first branches spare nearly all text the trim by a set of characters, which costs twenty times as much: what has
-- blanks at its ends, and is too short or too long for a word for nothing or begins with another sign, is trimmed once.
CREATE MACRO cell(x) AS CASE
    WHEN is_trimmed(x) THEN x
    WHEN regexp_full_match(x, ' *(?:[!-~]|[!-\x{27})-;=-MO-Z\]-mo-~].*[!-~]|[!-~].{5,}[!-~]) *') THEN trim(x)
    ELSE nullif(regexp_replace(trim(x, blanks()), '(?i)^(?:{{nothing}})$', ''), '')
END;

-- What a file of rejects holds to keep spreadsheets from running a cell as a formula, taken off again.
-- The way back from `rejects_csv.defused`.
CREATE MACRO undefused(x) AS CASE WHEN contains(x, '''') THEN regexp_replace(
    regexp_replace(x, '^''(''*[\t\r\n])', '\1'), '(^|[;\t\r\n])''(''*[=+\-@＝＋－＠])', '\1\2', 'g'
) ELSE x END;

-- Without the apostrophe by which spreadsheets keep a number as text.
CREATE MACRO unmarked(x) AS CASE
    WHEN prefix(x, '''') AND regexp_matches(x, '^''[^''A-Za-z\s]') THEN substr(x, 2) ELSE x
END;

-- Without the `.0` that a whole number gets when it passes through a column of floats.
CREATE MACRO untailed(x) AS CASE
    WHEN suffix(x, '0') AND regexp_full_match(x, '\+?[0-9]+\.0+') THEN split_part(x, '.', 1) ELSE x
END;

-- A long number that a spreadsheet has shortened (1.23E+18): its last digits are lost.
CREATE MACRO mangled(x) AS contains(x, '+') AND regexp_full_match(x, '[0-9]([.,][0-9]+)?[eE]\+[0-9]+');

-- NULL for an error that a spreadsheet has left in place of a text (#N/A): it names nothing.
CREATE MACRO without_error(x) AS CASE WHEN NOT (prefix(x, '#') AND regexp_full_match(x, '{{error}}')) THEN x END;

-- The number of an order or a shop for comparing: 1001 for `#1001`, `1001.0` and `001001`, which exports, columns of
-- floats and spreadsheets make of one number. NULL for a mangled one, which several orders share.
CREATE MACRO id_number(x) AS CASE
    WHEN regexp_full_match(x, '[0-9]+(\.0+)?') THEN coalesce(nullif(ltrim(split_part(x, '.', 1), '0'), ''), '0') ELSE x
END;
CREATE MACRO id_key(x) AS CASE
    WHEN x >= ':' THEN x  -- it begins with a letter
    WHEN mangled(x) THEN NULL
    WHEN prefix(x, '#') THEN coalesce(id_number(nullif(ltrim(x, '# '), '')), x)
    WHEN prefix(x, '0') OR contains(x, '.') THEN id_number(x)
    ELSE x
END;
