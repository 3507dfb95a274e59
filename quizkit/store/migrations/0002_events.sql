-- An answer of cramming is kept and shown, but not folded into the schedule; `content` is a
-- fingerprint of what the card asked. The table is made anew, without row ids: that spares each
-- answer a page of the write-ahead log.
DROP TABLE schedule;

CREATE TABLE review_with_content (
    id      TEXT    NOT NULL PRIMARY KEY,                    -- a UUID: unique across machines
    card    TEXT    NOT NULL CHECK (card LIKE '_%:_%'),      -- kind:question#claim
    at      INTEGER NOT NULL CHECK (at >= 0),                -- UTC, milliseconds since 1970
    clock   INTEGER          CHECK (clock < at),             -- what a clock behind the log showed
    rating  INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    seconds REAL    NOT NULL CHECK (seconds >= 0),
    detail  TEXT    NOT NULL CHECK (json_valid(detail)),
    counts  INTEGER NOT NULL CHECK (counts IN (0, 1)),
    content TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO review_with_content
SELECT id, card, at, clock, rating, seconds, detail, 1, '' FROM review ORDER BY id;

DROP TABLE review;
ALTER TABLE review_with_content RENAME TO review;

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

-- What a learner decided about a card.
CREATE TABLE mark (
    id      TEXT    NOT NULL PRIMARY KEY,
    card    TEXT    NOT NULL CHECK (card LIKE '_%:_%'),
    at      INTEGER NOT NULL CHECK (at >= 0),
    clock   INTEGER          CHECK (clock < at),
    action  TEXT    NOT NULL CHECK (action IN (
        'suspend', 'resume', 'bury', 'unbury', 'flag', 'unflag', 'keep', 'reset')),
    note    TEXT    NOT NULL,
    content TEXT    NOT NULL
) STRICT;

CREATE INDEX mark_by_card ON mark (card, at, id);
CREATE INDEX mark_by_action ON mark (action, at, id);
CREATE INDEX mark_by_time ON mark (at, id);

CREATE TRIGGER mark_is_never_changed BEFORE UPDATE ON mark
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only: a mark is never changed');
END;

CREATE TRIGGER mark_is_never_deleted BEFORE DELETE ON mark
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only: a mark is never deleted');
END;

CREATE TRIGGER mark_is_never_replaced BEFORE INSERT ON mark
WHEN EXISTS (SELECT 1 FROM mark WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only: a mark is never replaced');
END;

-- What was taken back: the id of a review or of a mark. No foreign key: after a merge the event may
-- still be missing.
CREATE TABLE undo (
    id      TEXT    NOT NULL PRIMARY KEY,
    at      INTEGER NOT NULL CHECK (at >= 0),
    clock   INTEGER          CHECK (clock < at),
    undoes  TEXT    NOT NULL CHECK (undoes <> id)
) STRICT;

CREATE INDEX undo_by_event ON undo (undoes);
CREATE INDEX undo_by_time ON undo (at, id);

CREATE TRIGGER undo_is_never_changed BEFORE UPDATE ON undo
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only: an undo is never changed');
END;

CREATE TRIGGER undo_is_never_deleted BEFORE DELETE ON undo
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only: an undo is never deleted');
END;

CREATE TRIGGER undo_is_never_replaced BEFORE INSERT ON undo
WHEN EXISTS (SELECT 1 FROM undo WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only: an undo is never replaced');
END;

-- Derived, so it is made anew: with the first review that it rests on, and how often the card lapsed.
-- No index by due date: what is due is asked for once a session, and an index written at every answer.
CREATE TABLE schedule (
    card       TEXT    NOT NULL PRIMARY KEY,                 -- under the id that its question has now
    review     TEXT    NOT NULL REFERENCES review (id),      -- the last one taken into account
    first      INTEGER NOT NULL,                             -- when the card was learnt (anew)
    lapses     INTEGER NOT NULL CHECK (lapses >= 0),
    stability  REAL    NOT NULL,
    difficulty REAL    NOT NULL,
    phase      INTEGER NOT NULL CHECK (phase BETWEEN 1 AND 3),
    step       INTEGER,
    due        INTEGER NOT NULL,
    last       INTEGER NOT NULL,
    CHECK ((phase = 2) = (step IS NULL)),                    -- the long run has no steps
    CHECK (first <= last AND last <= due)
) STRICT, WITHOUT ROWID;

DELETE FROM derived_with;
