-- One library: papers, what they name, what they cite. The only source of truth; all else is derived from it.
-- Roles are numbers, the strongest first (positions in kg.records.ROLES), so that "strongest" is min() and ORDER BY.
-- A database column `n` is a row number: it means nothing outside this file.

CREATE TABLE extractor (
  n           INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL UNIQUE
);

CREATE TABLE paper (
  n         INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: reports count by it
  id        TEXT NOT NULL UNIQUE,         -- arxiv:2103.00020, doi:10.…, …, title:<hash>
  title     TEXT NOT NULL,
  year      INTEGER,
  date      TEXT NOT NULL,
  venue     TEXT NOT NULL,
  url       TEXT NOT NULL,
  source    TEXT NOT NULL,
  extractor INTEGER REFERENCES extractor  -- that read it; NULL while it waits to be read
);
CREATE INDEX paper_waiting ON paper (n) WHERE extractor IS NULL;

CREATE TABLE abstract (                   -- apart, so that rows of `paper` stay small
  paper INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
  text  TEXT NOT NULL
);

CREATE TABLE paper_id (                   -- every id that is known of a paper, and title ids of all its titles
  id       TEXT NOT NULL,
  paper    INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
  resolves INTEGER NOT NULL,              -- 0: another paper of the same title is meant by this title id
  PRIMARY KEY (id, paper)
) WITHOUT ROWID;
CREATE INDEX paper_id_by_paper ON paper_id (paper);

CREATE TABLE record (                     -- the sources of a paper that two or more records tell of
  paper    INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
  position INTEGER NOT NULL,              -- the best first
  body     TEXT NOT NULL,                 -- the record as JSON
  PRIMARY KEY (paper, position)
) WITHOUT ROWID;

CREATE TABLE author (
  n    INTEGER PRIMARY KEY,
  id   TEXT NOT NULL UNIQUE,              -- folded name
  name TEXT NOT NULL                      -- as most papers print it
);
CREATE TABLE wrote (
  paper    INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
  position INTEGER NOT NULL,              -- from 1
  author   INTEGER NOT NULL REFERENCES author,
  name     TEXT NOT NULL,                 -- as this paper prints it
  PRIMARY KEY (paper, position)
) WITHOUT ROWID;
CREATE INDEX wrote_by_author ON wrote (author);

CREATE TABLE citation (
  citing INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
  cited  TEXT NOT NULL,                   -- an id; resolved through paper_id, so it lights up when that paper arrives
  source TEXT NOT NULL,
  PRIMARY KEY (citing, cited, source)
) WITHOUT ROWID;
CREATE INDEX citation_by_cited ON citation (cited);

CREATE TABLE entity (
  n             INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,     -- folded name
  name          TEXT NOT NULL,            -- the lexicon's, else the one most papers give
  type          TEXT NOT NULL,            -- the one that most papers support
  variant_of    TEXT NOT NULL,            -- id of another entity, or empty
  reason        TEXT NOT NULL,            -- why it is that one's variant
  introduced_by TEXT NOT NULL,            -- paper id that the lexicon knows, or empty
  first_year    INTEGER,                  -- that the lexicon knows
  papers        INTEGER NOT NULL          -- distinct papers that name it; 0: it is here for its variants
);
CREATE INDEX entity_by_type ON entity (type, papers DESC);
CREATE INDEX entity_by_papers ON entity (papers DESC);
CREATE INDEX entity_by_base ON entity (variant_of) WHERE variant_of <> '';

CREATE TABLE support (                    -- how many papers take an entity for what
  entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
  type   TEXT NOT NULL,
  papers INTEGER NOT NULL,
  PRIMARY KEY (entity, type)
) WITHOUT ROWID;

CREATE TABLE alias (                      -- every written form by which an entity is found, and why
  entity  INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
  surface TEXT NOT NULL,                  -- on one line
  key     TEXT NOT NULL,                  -- folded surface
  lexicon INTEGER NOT NULL,               -- 1: the lexicon gives it
  named   INTEGER NOT NULL,               -- papers within which it is the canonical name
  seen    INTEGER NOT NULL,               -- papers that print it
  PRIMARY KEY (entity, surface)
) WITHOUT ROWID;
CREATE INDEX alias_by_key ON alias (key);

CREATE TABLE use (                        -- one paper and one entity: the edge
  entity     INTEGER NOT NULL REFERENCES entity,
  paper      INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
  type       TEXT NOT NULL,               -- as this paper's mentions support it
  role       INTEGER NOT NULL,
  confidence REAL NOT NULL,
  year       INTEGER,                     -- of the paper, so that answers are read in their order
  name       TEXT NOT NULL,               -- canonical within this paper
  PRIMARY KEY (entity, paper)
) WITHOUT ROWID;
CREATE INDEX use_by_rank ON use (entity, role, year DESC, confidence DESC);
CREATE INDEX use_by_paper ON use (paper, role);

CREATE TABLE mention (
  paper          INTEGER NOT NULL,
  entity         INTEGER NOT NULL,
  start          INTEGER NOT NULL,        -- offsets in title + newline + abstract
  end            INTEGER NOT NULL,
  type           TEXT NOT NULL,
  role           INTEGER NOT NULL,
  confidence     REAL NOT NULL,
  by             TEXT NOT NULL,           -- component
  rule           TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end   INTEGER NOT NULL,
  PRIMARY KEY (paper, entity, start, end),
  FOREIGN KEY (entity, paper) REFERENCES use ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE result (
  paper          INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
  position       INTEGER NOT NULL,        -- from 1, in the order of the text
  system         TEXT NOT NULL,
  dataset        TEXT NOT NULL,
  metric         TEXT NOT NULL,
  value          TEXT NOT NULL,
  unit           TEXT NOT NULL,
  kind           TEXT NOT NULL,
  start          INTEGER NOT NULL,
  end            INTEGER NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end   INTEGER NOT NULL,
  dataset_entity TEXT NOT NULL,           -- entity ids of `dataset` and `metric`, or empty; that entity need not be here
  metric_entity  TEXT NOT NULL,
  PRIMARY KEY (paper, position)
) WITHOUT ROWID;
CREATE INDEX result_by_dataset ON result (dataset_entity);
CREATE INDEX result_by_metric ON result (metric_entity);
