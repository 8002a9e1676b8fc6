-- An address with one @, something on each side, a dot inside the domain, and no blanks or separators.
CREATE MACRO is_email(x) AS regexp_full_match(
    x, '[^@,;:<>()\[\]\\"{{blank}}]+@[^@.,;:<>()\[\]\\"{{blank}}]+(\.[^@.,;:<>()\[\]\\"{{blank}}]+)+'
);

-- Lower case, character by character as Unicode has it (DuckDB's own differs on one letter, U+0130).
CREATE MACRO lowered(x) AS CASE WHEN contains(x, chr(304)) THEN lower(replace(x, chr(304), 'i' || chr(775))) ELSE lower(x) END;

-- What is hashed, or passed on as the hash that it is; NULL when the cell is no address.
CREATE MACRO email_clean(x) AS CASE
    WHEN is_wrong_hash(x) THEN NULL WHEN is_email(x) THEN lowered(x) WHEN is_sha256(x) THEN lower(x)
END;

CREATE MACRO email_bits(x) AS CASE
    WHEN x IS NULL THEN 0::BIGINT
    WHEN is_wrong_hash(x) THEN bit('email.wrong_hash')
    WHEN is_email(x) THEN 0::BIGINT
    WHEN is_sha256(x) THEN CASE WHEN x <> lower(x) THEN bit('email.hash_case') ELSE 0::BIGINT END
    ELSE bit('email.invalid')
END;
