package io.followsync.gateway.jobs.web;

import java.util.List;

import io.followsync.gateway.jobs.Omitted;
import io.followsync.gateway.jobs.ResultKey;
import io.followsync.gateway.jobs.ResultMember;
import io.followsync.gateway.jobs.ResultView;
import io.followsync.gateway.jobs.Results;
import io.followsync.job.JobId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/** Results, one page at a time. */
@Component
class ResultPages {

	/**
	 * Bytes that a row takes at most while its page is sent, names of any length
	 * included.
	 */
	static final long MEMORY_PER_ROW = 1024;

	private final Results results;

	ResultPages(Results results) {
		this.results = results;
	}

	Mono<PageJson> page(JobId job, ResultView view, long total, Omitted omitted, ResultKey after, int limit) {
		// One row more than requested shows whether there is a next page.
		return this.results.page(job, view, after, limit + 1).map((members) -> {
			List<ResultMember> shown = members.subList(0, Math.min(limit, members.size()));
			String next = (members.size() > limit) ? shown.getLast().key().text() : null;
			return new PageJson(view.parameter(), total, shown.stream().map(MemberJson::of).toList(), next, omitted);
		});
	}

	/**
	 * A page of a view.
	 *
	 * @param total number of members of the whole view
	 * @param next what to send as {@code after} for the next page, null on the last
	 * @param omitted what an export holds beside the people of its views
	 */
	record PageJson(String view, long total, List<MemberJson> items, @Nullable String next, Omitted omitted) {
	}

}
