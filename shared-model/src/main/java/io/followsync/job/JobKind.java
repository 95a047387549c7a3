package io.followsync.job;

/**
 * Why a job runs. An analysis is one-off and goes with all its data after its time.
 */
public enum JobKind {

	ANALYSIS

}
