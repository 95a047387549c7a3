-- The files of a data export as uploaded, each one gzip stream cut into chunks.
CREATE TABLE import_files (
  job_id uuid   NOT NULL REFERENCES jobs ON DELETE CASCADE,
  file   int    NOT NULL,
  name   text   NOT NULL,
  size   bigint NOT NULL,
  PRIMARY KEY (job_id, file)
);

CREATE TABLE import_chunks (
  job_id uuid  NOT NULL REFERENCES jobs ON DELETE CASCADE,
  file   int   NOT NULL,
  chunk  int   NOT NULL,
  data   bytea NOT NULL,
  PRIMARY KEY (job_id, file, chunk)
);
