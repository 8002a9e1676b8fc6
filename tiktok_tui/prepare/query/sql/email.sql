-- An address in plain letters, as nearly all are. CASE and not OR decides between this and the next, since OR would try
-- both on every row.
CREATE MACRO is_plain_email(x) AS regexp_full_match(
    x, '[A-Za-z0-9._+-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+'
);

-- An address in letters of every script: one @, no blanks, separators or quotes around what stands before it, nor marks
-- that hide a part of it (a***1), and behind it a domain of letters, digits, hyphens and dots. \p classes take 3 ms to
-- compile, so there is one, and it stands once.
CREATE MACRO is_email(x) AS regexp_full_match(
    x, '[^@,;:<>()\[\]\\"{{quote}}{{blank}}{{hidden}}]'
    || '(?:[^@,;:<>()\[\]\\"{{blank}}{{hidden}}]*[^@,;:<>()\[\]\\"{{quote}}{{blank}}{{hidden}}])?'
    || '@{{letter}}(?:{{within}}*{{letter}})?(?:\.{{letter}}(?:{{within}}*{{letter}})?)+'
) AND NOT regexp_matches(split_part(x, '@', 2), '[^\p{L}\p{M}\p{Nd}.-]');

-- What is typed where a form asks for an address and nobody gives one, and addresses that nobody reads.
CREATE MACRO is_filler_address(x) AS regexp_full_match(
    x, '(?i)(?:no[._-]?e?mail\d*|no[._-]?reply|do[._-]?not[._-]?reply|none|null|unknown|undefined|walk[._-]?in'
    || '|(?:kein|keine|ohne|sin|sem|senza|geen|sans|pasd|pas[._-]?de)[._-]?(?:e?mail|correo)\d*)@.*'
    || '|(?:test@test|na@na|no@no|xxx@xxx|aaa@aaa|abc@abc|asdf@asdf|guest@guest|customer@customer|client@client'
    || '|user@user|name@name|e?mail@e?mail)\.[a-z]+'
) OR x ILIKE '%.invalid';

-- What stands within marks of spreadsheets and of text: quotes, brackets, a display name, mailto:, separators.
CREATE MACRO bare_address(x) AS regexp_extract(
    x, '^(?:[^@<>]*<)?{{marks}}(?:[mM][aA][iI][lL][tT][oO]:)?{{marks}}([^@]+@[^@]*?)[.>]*{{marks}}[.>]*{{marks}}$', 1
);

-- The first of several addresses, with the marks around it; empty if there are not several.
CREATE MACRO first_address(x) AS regexp_extract(x, '^([^@]*@[^@;,|/\s]+)[;,|/\s][^@]*@', 1);

-- Lower case, character by character as Unicode has it (DuckDB's own differs on one letter, U+0130).
CREATE MACRO lowered(x) AS CASE WHEN contains(x, chr(304)) THEN lower(replace(x, chr(304), 'i' || chr(775))) ELSE lower(x) END;

-- The address in a text: the text itself, what stands within its marks, or the first of several; NULL when there is none.
CREATE MACRO email_address(x) AS CASE
    WHEN is_plain_email(x) THEN CASE WHEN NOT is_filler_address(x) THEN x END
    WHEN contains(x, '@') THEN list_filter(
        [x, CASE WHEN contains(x, '<') = contains(x, '>') THEN bare_address(x) END, bare_address(first_address(x))],
        lambda text: is_email(text) AND NOT is_filler_address(text)
    )[1]
END;

-- What is hashed, or passed on as the hash that it is; NULL when the cell is no address. `address` is in the text.
CREATE MACRO address_clean(x, address) AS CASE
    WHEN address IS NOT NULL THEN lowered(address)
    WHEN NOT is_wrong_hash(x) AND is_sha256(x) THEN lower(x)
END;
CREATE MACRO address_bits(x, address) AS CASE
    WHEN x IS NULL OR address = x THEN 0::BIGINT
    WHEN address IS NOT NULL THEN bit('email.marks')
    WHEN is_wrong_hash(x) THEN bit('email.wrong_hash')
    WHEN is_sha256(x) THEN CASE WHEN x <> lower(x) THEN bit('email.hash_case') ELSE 0::BIGINT END
    ELSE bit('email.invalid')
END;

-- The same of a text whose address is not known yet, as the items of a list are.
CREATE MACRO email_clean(x) AS address_clean(x, email_address(x));
CREATE MACRO email_bits(x) AS address_bits(x, email_address(x));
