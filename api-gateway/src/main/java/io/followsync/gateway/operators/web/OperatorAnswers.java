package io.followsync.gateway.operators.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.followsync.gateway.analysis.Analysis;
import io.followsync.gateway.operators.JobOverview.Listed;
import io.followsync.gateway.queue.QueueStanding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** The bodies of System A's operator calls. */
final class OperatorAnswers {

	private OperatorAnswers() {
	}

	/** Times in seconds, {@code created_at} since the epoch. */
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Debug(String status, long createdAt, int positionInQueue, @Nullable Double processingTime) {

		static Debug of(Analysis analysis, int position) {
			return new Debug(analysis.status().text(), analysis.times().createdAt().getEpochSecond(), position,
					(analysis.worked() != null) ? analysis.worked().toMillis() / 1000.0 : null);
		}

	}

	/**
	 * @param jobs the newest analyses by their ids; {@code totalJobs} also counts jobs
	 * that are not listed
	 */
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Jobs(Map<String, Job> jobs, long totalJobs, int activeSessionsCount, int queueLength) {

		static Jobs of(List<Listed> listed, QueueStanding standing) {
			Map<String, Job> jobs = new LinkedHashMap<>();
			listed.forEach((one) -> jobs.put(one.capability().value(),
					new Job(one.status().text(), one.createdAt().getEpochSecond(), one.position())));
			return new Jobs(jobs, standing.jobs(), standing.started(), standing.queued());
		}

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Job(String status, long createdAt, int positionInQueue) {
	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Cleanup(String message, long remainingJobs) {

		static Cleanup of(long removed, long remaining) {
			return new Cleanup("Cleaned up %d completed jobs".formatted(removed), remaining);
		}

	}

}
