package io.followsync.gateway.jobs;

import java.util.List;

import io.followsync.job.JobId;
import reactor.core.publisher.Mono;

/** The members of a result, in the order of their names. */
public interface Results {

	/**
	 * Up to {@code limit} members that follow {@code after}, read by one short query, so
	 * that a caller who stops reading never leaves a query open.
	 */
	Mono<List<ResultMember>> page(JobId job, ResultView view, ResultKey after, int limit);

}
