-- A whole web address.
CREATE MACRO is_web_address(x) AS
    regexp_full_match(x, '[hH][tT][tT][pP][sS]?://[^\s/?#"<>\x00-\x20]+([/?#][^\s"<>\x00-\x20]*)?');

-- An IPv4 address far from every reserved block; anything else needs a closer look.
CREATE MACRO is_plain_ip(x) AS regexp_full_match(
    x,
    '(?:[1-9]|1[1-9]|[2-9]\d|10[1-9]|11\d|12[0-689]|1[3-5]\d|16[0-8]|17[01]|17[3-9]|18\d|19[013-79]|20[0-24-9]|21\d|22[0-3])'
    || '(?:\.(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}'
);

-- A click ID may come as the whole address of a landing page.
CREATE MACRO is_landing_page(x) AS contains(x, '?') OR contains(x, '://') OR contains(x, '&');
CREATE MACRO click_id(x) AS CASE
    WHEN is_landing_page(x) THEN nullif(regexp_extract(x, '(?:^|[?&#])ttclid=([^&#\s]+)', 1), '') ELSE x
END;

-- A language tag; `en_US` is a habit of programs, `en-US` is what BCP 47 writes.
CREATE MACRO locale_tag(x) AS CASE
    WHEN regexp_full_match(x, '[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*') THEN replace(x, '_', '-')
END;
