package io.followsync.gateway.submission.web;

import io.followsync.gateway.analysis.AnalysisStatus;
import io.followsync.gateway.submission.Accepted;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AcceptedAnswer(String jobId, String status, int positionInQueue, String estimatedWaitTime) {

	static AcceptedAnswer of(Accepted accepted) {
		AnalysisStatus status = accepted.startsAtOnce() ? AnalysisStatus.PROCESSING : AnalysisStatus.QUEUED;
		return new AcceptedAnswer(accepted.capability().value(), status.text(), accepted.position(),
				accepted.estimatedWait());
	}

}
