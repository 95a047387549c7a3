package io.followsync.gateway.analysis.web;

import io.followsync.gateway.analysis.AnalysisStatus;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record DeletedAnswer(String message, String deletedJobStatus, long remainingJobs) {

	static DeletedAnswer of(AnalysisStatus status, long remaining) {
		return new DeletedAnswer("Job deleted successfully", status.text(), remaining);
	}

}
