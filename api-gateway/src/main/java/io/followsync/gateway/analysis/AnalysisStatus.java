package io.followsync.gateway.analysis;

import java.util.Locale;

import io.followsync.job.JobState;

/** The four states of System A. */
public enum AnalysisStatus {

	QUEUED, PROCESSING, COMPLETED, FAILED;

	/**
	 * @param started whether a worker ever held the job: one handed back stands in the
	 * queue again and is still being processed
	 */
	public static AnalysisStatus of(JobState state, boolean started) {
		return switch (state) {
			case UPLOADING, QUEUED -> started ? PROCESSING : QUEUED;
			case RUNNING, PARKED -> PROCESSING;
			case COMPLETED -> COMPLETED;
			case FAILED, CANCELLED -> FAILED;
		};
	}

	/** As in System A's answers. */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
