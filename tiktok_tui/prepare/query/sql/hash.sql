-- A SHA-256 in hex, which is passed on as it is.
CREATE MACRO is_sha256(x) AS strlen(x) = 64 AND regexp_full_match(x, '[0-9a-fA-F]{64}');

-- A hash that TikTok does not take: MD5, SHA-1, and the SHA-256 of nothing.
CREATE MACRO is_wrong_hash(x) AS strlen(x) IN (32, 40, 64) AND (
    regexp_full_match(x, '[0-9a-fA-F]{32}|[0-9a-fA-F]{40}')
    OR lower(x) = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
);

-- A cleaned identifier as it is sent: its SHA-256, or itself when it is one.
CREATE MACRO hashed(x) AS CASE WHEN is_sha256(x) THEN x ELSE sha256(x) END;

-- One hash as a JSON string, several as an array, none as NULL.
CREATE MACRO hashes_json(list) AS CASE
    WHEN len(list) > 1 THEN '["' || array_to_string(list, '","') || '"]'
    WHEN len(list) = 1 THEN '"' || list[1] || '"'
END;

-- The values of a list that are there, each once, in their order.
CREATE MACRO distinct_in_order(list) AS
    list_filter(list, lambda x, i: x IS NOT NULL AND list_position(list, x) = i);

-- The texts of a list column; a single text is a list of one.
CREATE MACRO listed(x) AS CASE
    WHEN x IS NULL THEN NULL
    WHEN json_valid(x) AND json_type(x) = 'ARRAY' THEN from_json(x, '["VARCHAR"]')
    ELSE [x]
END;
