package io.followsync.gateway.submission.web;

import io.followsync.gateway.analysis.AnalysisStatus;
import io.followsync.gateway.submission.Accepted;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AcceptedAnswer(String jobId, String status, int positionInQueue, String estimatedWaitTime) {

	static AcceptedAnswer of(Accepted accepted) {
		return new AcceptedAnswer(accepted.capability().value(), AnalysisStatus.QUEUED.text(), accepted.position(),
				accepted.estimatedWait());
	}

}
