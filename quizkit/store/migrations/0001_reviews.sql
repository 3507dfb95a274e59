-- The review log: what was answered, and when. It is the only truth here; rows are added, never
-- changed. Another kind of event gets a table of its own, append-only like this one.
CREATE TABLE review (
    id      TEXT    NOT NULL PRIMARY KEY,                    -- UUIDv7: unique across machines
    card    TEXT    NOT NULL CHECK (card LIKE '_%:_%'),     -- kind:question#claim
    at      INTEGER NOT NULL CHECK (at >= 0),                -- UTC, milliseconds since 1970
    clock   INTEGER          CHECK (clock < at),             -- what a clock behind the log showed
    rating  INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    seconds REAL    NOT NULL CHECK (seconds >= 0),
    detail  TEXT    NOT NULL CHECK (json_valid(detail))
) STRICT;

CREATE INDEX review_by_card ON review (card, at, id);
CREATE INDEX review_by_time ON review (at, id);

CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only: a review is never changed');
END;

CREATE TRIGGER review_is_never_deleted BEFORE DELETE ON review
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only: a review is never deleted');
END;

-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER review_is_never_replaced BEFORE INSERT ON review
WHEN EXISTS (SELECT 1 FROM review WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only: a review is never replaced');
END;

-- Derived from the log: the schedule of each card after its last review. May be emptied and rebuilt.
CREATE TABLE schedule (
    card       TEXT    NOT NULL PRIMARY KEY,
    review     TEXT    NOT NULL REFERENCES review (id),      -- the last one taken into account
    stability  REAL    NOT NULL,
    difficulty REAL    NOT NULL,
    phase      INTEGER NOT NULL CHECK (phase BETWEEN 1 AND 3),
    step       INTEGER,
    due        INTEGER NOT NULL,
    last       INTEGER NOT NULL,
    CHECK ((phase = 2) = (step IS NULL)),                    -- the long run has no steps
    CHECK (last <= due)
) STRICT, WITHOUT ROWID;

CREATE INDEX schedule_by_due ON schedule (due);

-- What the schedule was derived with; another algorithm or other weights mean another schedule.
CREATE TABLE derived_with (
    one       INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    algorithm TEXT    NOT NULL
) STRICT;
