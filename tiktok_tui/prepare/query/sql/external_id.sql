CREATE MACRO external_id_clean(x) AS CASE
    WHEN is_wrong_hash(x) OR mangled(x) THEN NULL WHEN is_sha256(x) THEN lower(x) ELSE x
END;

CREATE MACRO external_id_bits(x) AS CASE
    WHEN x IS NULL THEN 0::BIGINT
    WHEN is_wrong_hash(x) THEN bit('external_id.wrong_hash')
    WHEN mangled(x) THEN bit('external_id.mangled')
    WHEN is_sha256(x) AND x <> lower(x) THEN bit('external_id.hash_case')
    ELSE 0::BIGINT
END;
