package io.followsync.job;

/**
 * The purpose of a job. An analysis runs once and is removed with all its data when its
 * retention ends.
 */
public enum JobKind {

	ANALYSIS

}
