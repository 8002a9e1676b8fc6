-- A JSON array that holds objects only. The text must be valid JSON.
CREATE MACRO is_item_list(x) AS json_type(x) = 'ARRAY'
    AND len(list_filter(json_extract(x, '$[*]'), lambda item: json_type(item) <> 'OBJECT')) = 0;
