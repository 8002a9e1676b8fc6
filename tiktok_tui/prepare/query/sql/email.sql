-- An address: one @, no blanks, separators or quotes around what stands before it, and behind it a domain of letters,
-- digits, hyphens and dots. The first pattern decides nearly all of them; the second takes letters of every script.
CREATE MACRO is_email(x) AS regexp_full_match(
    x, '[A-Za-z0-9._+-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+'
) OR regexp_full_match(
    x, '[^@,;:<>()\[\]\\"{{quote}}{{blank}}](?:[^@,;:<>()\[\]\\"{{blank}}]*[^@,;:<>()\[\]\\"{{quote}}{{blank}}])?'
    || '@{{letter}}(?:[\p{L}\p{M}\p{Nd}-]*{{letter}})?(?:\.{{letter}}(?:[\p{L}\p{M}\p{Nd}-]*{{letter}})?)+'
);

-- What stands within marks of spreadsheets and of text: quotes, brackets, a display name, mailto:, separators.
CREATE MACRO bare_address(x) AS regexp_extract(
    x, '^(?:[^@<>]*<)?{{marks}}(?:[mM][aA][iI][lL][tT][oO]:)?{{marks}}([^@]+@[^@]*?)[.>]*{{marks}}[.>]*{{marks}}$', 1
);

-- An address with marks around it; only looked at where a text holds an @ and is no address as it stands.
CREATE MACRO is_marked_email(x) AS contains(x, '@') AND contains(x, '<') = contains(x, '>') AND is_email(bare_address(x));

-- Lower case, character by character as Unicode has it (DuckDB's own differs on one letter, U+0130).
CREATE MACRO lowered(x) AS CASE WHEN contains(x, chr(304)) THEN lower(replace(x, chr(304), 'i' || chr(775))) ELSE lower(x) END;

-- What is hashed, or passed on as the hash that it is; NULL when the cell is no address.
CREATE MACRO email_clean(x) AS CASE
    WHEN is_wrong_hash(x) THEN NULL WHEN is_email(x) THEN lowered(x) WHEN is_sha256(x) THEN lower(x)
    WHEN is_marked_email(x) THEN lowered(bare_address(x))
END;

CREATE MACRO email_bits(x) AS CASE
    WHEN x IS NULL THEN 0::BIGINT
    WHEN is_wrong_hash(x) THEN bit('email.wrong_hash')
    WHEN is_email(x) THEN 0::BIGINT
    WHEN is_sha256(x) THEN CASE WHEN x <> lower(x) THEN bit('email.hash_case') ELSE 0::BIGINT END
    WHEN is_marked_email(x) THEN bit('email.marks')
    ELSE bit('email.invalid')
END;
