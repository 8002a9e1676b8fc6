-- The ledger: what was sent, what came of it, and the key of every event that TikTok took in the last 30 days.
-- No identifier of a person is in here: events are known by the digests of their IDs.

CREATE TABLE audiences (
    -- Who got the events. A test event code makes another audience: what it carries counts for nobody else.
    number INTEGER PRIMARY KEY,
    base_url TEXT NOT NULL,
    test_event_code TEXT NOT NULL,
    UNIQUE (base_url, test_event_code)
);

CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,          -- a path, or the query
    name TEXT NOT NULL,            -- for people
    fingerprint TEXT NOT NULL,
    size INTEGER NOT NULL,         -- bytes; 0 for a query
    changed REAL NOT NULL,         -- the file's time of change, Unix seconds; 0 for a query
    destination TEXT NOT NULL,     -- the destination's slug
    settings TEXT NOT NULL,        -- its settings when the run was last taken up, as JSON
    mapping TEXT NOT NULL,         -- TOML
    options TEXT NOT NULL,         -- JSON
    audience INTEGER NOT NULL REFERENCES audiences,
    status TEXT NOT NULL,
    checked REAL NOT NULL,         -- the "now" of the age rules, Unix seconds
    started REAL NOT NULL,
    finished REAL,
    totals TEXT NOT NULL,          -- of the check, as JSON
    total INTEGER NOT NULL,        -- events to send in all
    accepted INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    uncertain INTEGER NOT NULL DEFAULT 0,   -- of those accepted, in batches that TikTok calls accepted in part
    skipped INTEGER NOT NULL DEFAULT 0,     -- accepted by other runs; counted anew when the run is taken up again
    withheld INTEGER NOT NULL DEFAULT 0,    -- in doubt for too long to be sent again unasked; counted anew likewise
    batches INTEGER NOT NULL DEFAULT 0,
    requests INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    remedy TEXT NOT NULL DEFAULT ''
);

CREATE TABLE batches (
    run INTEGER NOT NULL REFERENCES runs,
    number INTEGER NOT NULL,
    parent INTEGER,                -- the batch that this one is a part of, after a refusal
    state TEXT NOT NULL,
    events INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    keys BLOB,                     -- 16 bytes an event: the run's claim on them, then, if accepted, what is to be filed
    doubt REAL,                    -- when it was first sent without our learning what came of it, Unix seconds
    tries INTEGER NOT NULL DEFAULT 0,
    started REAL NOT NULL,
    seconds REAL NOT NULL DEFAULT 0,
    code INTEGER NOT NULL DEFAULT 0,
    request_id TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (run, number)
) WITHOUT ROWID;

CREATE INDEX batches_with_keys ON batches (run) WHERE keys IS NOT NULL;

CREATE TABLE refusals (
    run INTEGER NOT NULL REFERENCES runs,
    row INTEGER NOT NULL,
    key BLOB NOT NULL,
    code INTEGER NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,          -- without anybody's data
    request_id TEXT NOT NULL,
    PRIMARY KEY (run, row, key)
) WITHOUT ROWID;

CREATE TABLE accepted (
    audience INTEGER NOT NULL,
    key BLOB NOT NULL,
    at INTEGER NOT NULL,           -- Unix seconds
    run INTEGER NOT NULL,
    PRIMARY KEY (audience, key)
) WITHOUT ROWID;

CREATE TABLE doubts (
    -- Events that were sent by a run which ended before it learned what came of them.
    audience INTEGER NOT NULL,
    key BLOB NOT NULL,
    since REAL NOT NULL,           -- Unix seconds
    run INTEGER NOT NULL,
    PRIMARY KEY (audience, key)
) WITHOUT ROWID;

CREATE TABLE chores (
    name TEXT PRIMARY KEY,
    done REAL NOT NULL             -- Unix seconds
) WITHOUT ROWID;

-- What an upload of three events left: one accepted and filed, one refused, one in doubt.
INSERT INTO audiences VALUES (1, 'https://business-api.tiktok.com/open_api/v1.3', ''), (2, 'https://business-api.tiktok.com/open_api/v1.3', 'TEST1');
INSERT INTO runs VALUES (
    7, '2026-11-01-001', '/exports/orders.csv', 'orders.csv', 'f00d', 1234, 1790000000.5, 'shop', '{"slug": "shop", "name": "Shop"}',
    '[fields]', '{"limit": null, "resend": true}', 1, 'failed', 1790000001.0, 1790000002.0, 1790000003.0,
    '{"rows": 4, "left_out": 0, "rejected": 1, "warned": 0, "events": 4, "sendable": 3, "rejects_by_rule": {}, "warnings_by_rule": {}, "ages": [3, 0], "with_email": 3, "with_phone": 0, "with_both": 0, "seconds": 0.1}',
    3, 1, 1, 0, 0, 0, 3, 4, 'TikTok cannot be reached.', 'Try again.'
);
INSERT INTO batches VALUES
    (7, 1, NULL, 'accepted', 1, 2, 2, NULL, NULL, 1, 1790000002.0, 0.4, 0, 'r1', 'OK'),
    (7, 2, NULL, 'refused', 1, 3, 3, NULL, NULL, 1, 1790000002.0, 0.4, 40002, 'r2', 'bad'),
    (7, 3, NULL, 'doubtful', 1, 4, 4, NULL, NULL, 2, 1790000002.0, 0.4, 0, '', 'timed out');
INSERT INTO refusals VALUES (7, 3, x'00000000000000000000000000000003', 40002, 'user.email', 'bad', 'r2');
INSERT INTO accepted VALUES (1, x'00000000000000000000000000000002', 1790000002, 7);
INSERT INTO doubts VALUES (1, x'00000000000000000000000000000004', 1790000002.0, 7);
PRAGMA user_version = 1;
