package io.followsync.job;

/** Where a job's two lists come from. */
public enum SourceKind {

	WEB_SESSION, DATA_EXPORT

}
