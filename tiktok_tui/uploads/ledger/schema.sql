-- The ledger: what was sent, what TikTok answered, and the key of every event that it accepted in the last 30 days.
-- No identifier of a person is in here: events are known by the digests of their IDs.
-- A change here is a step in migrations.py as well.

CREATE TABLE recipients (
    -- Where events go. A test event code makes another recipient: what is sent with it counts for no other.
    number INTEGER PRIMARY KEY,
    base_url TEXT NOT NULL,
    test_event_code TEXT NOT NULL,
    UNIQUE (base_url, test_event_code)
);

CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,          -- JSON: a file or a query; in old ledgers its text
    name TEXT NOT NULL,            -- for people
    fingerprint TEXT NOT NULL,
    size INTEGER NOT NULL,         -- bytes; 0 for a query
    modified_at REAL NOT NULL,     -- when the file was last changed, Unix seconds; 0 for a query
    destination TEXT NOT NULL,     -- the destination's slug
    settings TEXT NOT NULL,        -- its settings when the run was begun or last resumed, as JSON
    mapping TEXT NOT NULL,         -- TOML
    options TEXT NOT NULL,         -- JSON
    recipient INTEGER NOT NULL REFERENCES recipients,
    status TEXT NOT NULL,          -- run.Status
    checked_at REAL NOT NULL,      -- the "now" of the age rules, Unix seconds
    started_at REAL NOT NULL,      -- Unix seconds, as the next one
    finished_at REAL,
    totals TEXT NOT NULL,          -- of the check, as JSON
    total INTEGER NOT NULL,        -- events to send in all
    accepted INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    uncertain INTEGER NOT NULL DEFAULT 0,   -- of those accepted, in batches that TikTok calls accepted in part
    skipped INTEGER NOT NULL DEFAULT 0,     -- accepted by other runs; counted anew when the run is resumed
    withheld INTEGER NOT NULL DEFAULT 0,    -- in doubt for too long to be sent again unasked; counted anew likewise
    batches INTEGER NOT NULL DEFAULT 0,
    requests INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    remedy TEXT NOT NULL DEFAULT '',
    similar INTEGER NOT NULL DEFAULT 0,     -- held back: they look like accepted events under other IDs; counted anew likewise
    marked INTEGER NOT NULL DEFAULT 1       -- 0 for runs of versions that kept no marks of what was accepted
);

-- Of runs there may be tens of thousands, and these are asked for with every thousand events.
CREATE INDEX runs_without_marks ON runs (recipient) WHERE marked = 0;

CREATE TABLE batches (
    run INTEGER NOT NULL REFERENCES runs,
    number INTEGER NOT NULL,
    parent INTEGER,                -- the batch that this one is a part of, after a refusal
    state TEXT NOT NULL,           -- run.BatchState
    events INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    keys BLOB,                     -- 16 bytes an event: the run's claim on them, then, if accepted, what is to be filed
    doubt REAL,                    -- when it was first sent without a known result, Unix seconds
    tries INTEGER NOT NULL DEFAULT 0,
    started REAL NOT NULL,
    seconds REAL NOT NULL DEFAULT 0,
    code INTEGER NOT NULL DEFAULT 0,
    request_id TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    details TEXT NOT NULL DEFAULT '',       -- TikTok's data on a batch accepted in part, as JSON without anybody's data
    marks BLOB,                    -- 8 bytes a mark of the events in `keys`, as long as these are there (see similar.py)
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
    name TEXT NOT NULL DEFAULT '', -- the row's name where its number would not find it: its file, or its order ID
    PRIMARY KEY (run, row, key)
) WITHOUT ROWID;

CREATE TABLE accepted (
    recipient INTEGER NOT NULL,
    key BLOB NOT NULL,
    at INTEGER NOT NULL,           -- Unix seconds
    run INTEGER NOT NULL,
    PRIMARY KEY (recipient, key)
) WITHOUT ROWID;

CREATE TABLE marks (
    -- By which an event is recognised that comes again under another ID: of accepted events, and of those in doubt.
    recipient INTEGER NOT NULL,
    mark INTEGER NOT NULL,         -- 47 bits of a hash
    kind INTEGER NOT NULL,         -- see prepare/query/marks.py
    events INTEGER NOT NULL,       -- how many have it
    day INTEGER NOT NULL,          -- of the last one, days since 1970
    PRIMARY KEY (recipient, mark, kind)
) WITHOUT ROWID;

CREATE TABLE doubts (
    -- Events sent by a run that ended before their result was known.
    recipient INTEGER NOT NULL,
    key BLOB NOT NULL,
    since REAL NOT NULL,           -- Unix seconds
    run INTEGER NOT NULL,
    PRIMARY KEY (recipient, key)
) WITHOUT ROWID;

CREATE TABLE run_keys (
    -- The events of a run of a query, until it is done: run again, the query may give others.
    run INTEGER NOT NULL,
    key BLOB NOT NULL,
    PRIMARY KEY (run, key)
) WITHOUT ROWID;

CREATE TABLE identity (
    -- One row, so that another ledger in this one's place is noticed (see marker.py).
    id TEXT NOT NULL
);

INSERT INTO identity VALUES (hex(randomblob(16)));

CREATE TABLE chores (
    name TEXT PRIMARY KEY,
    done REAL NOT NULL             -- Unix seconds
) WITHOUT ROWID;
