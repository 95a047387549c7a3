package io.followsync.gateway.analysis;

import java.util.Locale;

import io.followsync.job.JobState;

/** The four states of System A. */
public enum AnalysisStatus {

	QUEUED, PROCESSING, COMPLETED, FAILED;

	/**
	 * @param started whether a worker ever held the job: one that was handed back is
	 * queued again but still counts as being processed
	 */
	public static AnalysisStatus of(JobState state, boolean started) {
		return switch (state) {
			case UPLOADING, QUEUED -> started ? PROCESSING : QUEUED;
			case RUNNING, PARKED -> PROCESSING;
			case COMPLETED -> COMPLETED;
			case FAILED, CANCELLED -> FAILED;
		};
	}

	public boolean isEnded() {
		return this == COMPLETED || this == FAILED;
	}

	/** The name in System A's answers. */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
