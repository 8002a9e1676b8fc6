-- A number without spaces or marks but its plus, as it is in nearly all exports of shops.
CREATE MACRO is_plain_phone(x) AS regexp_full_match(x, '\+?[0-9]{7,17}');

-- The digits (and the plus) of a number in a plain writing style; NULL for anything that needs a closer look.
CREATE MACRO phone_digits(x) AS CASE
    WHEN is_plain_phone(x) THEN x
    WHEN strlen(x) < 30 AND regexp_full_match(x, '\+?[0-9 ().\x{a0}-]*') AND NOT contains(x, '..')
        THEN translate(x, ' ().-' || chr(160), '')
END;

-- What is wrong with a phone cell that is a hash; NULL when it is none.
CREATE MACRO phone_hash_bits(x) AS CASE
    WHEN strlen(x) NOT IN (32, 40, 64) THEN NULL
    WHEN is_wrong_hash(x) THEN bit('phone.wrong_hash')
    WHEN is_sha256(x) THEN CASE WHEN x <> lower(x) THEN bit('phone.hash_case') ELSE 0::BIGINT END
END;
