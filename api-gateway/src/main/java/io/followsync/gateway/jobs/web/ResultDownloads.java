package io.followsync.gateway.jobs.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.Omitted;
import io.followsync.gateway.jobs.ResultKey;
import io.followsync.gateway.jobs.ResultMember;
import io.followsync.gateway.jobs.ResultView;
import io.followsync.gateway.jobs.Results;
import io.followsync.job.JobId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;

/**
 * Downloads of whole views. At most one page is read ahead of a slow client, and no query
 * stays open while it reads. A download that cannot be completed is aborted, so that a
 * part never passes for the whole.
 */
@Component
class ResultDownloads {

	/** Bytes that a download holds at most: two pages, with names of any length. */
	static final long MEMORY = 1024 * 1024;

	private static final int PAGE = 500;

	private static final int ROWS_A_BUFFER = 50;

	private final Results results;

	private final JsonMapper json;

	ResultDownloads(Results results, JsonMapper json) {
		this.results = results;
		this.json = json;
	}

	/** Emits the download once its first rows have been read. */
	Mono<Flux<DataBuffer>> begin(JobId job, ResultView view, long total, Omitted omitted, RowFormat format) {
		return this.results.page(job, view, ResultKey.START, PAGE).map((first) -> {
			Flux<DataBuffer> rows = members(job, view, total, first).map(MemberJson::of)
				.index((at, member) -> (at == 0) ? member.saying(omitted) : member)
				.buffer(ROWS_A_BUFFER)
				.map((members) -> buffer(lines(members, omitted, format)));
			return Flux.concat(Flux.just(buffer(format.header(omitted))), rows);
		});
	}

	private Flux<ResultMember> members(JobId job, ResultView view, long total, List<ResultMember> first) {
		AtomicLong delivered = new AtomicLong();
		return Mono.just(first)
			.expand((page) -> (page.size() < PAGE) ? Mono.empty()
					: this.results.page(job, view, page.getLast().key(), PAGE))
			// One page is read ahead of the one being written.
			.concatMapIterable((page) -> page, 1)
			.doOnNext((member) -> delivered.incrementAndGet())
			.concatWith(Mono.defer(() -> (delivered.get() == total) ? Mono.empty()
					: Mono.error(new ApiException(ErrorCode.UNAVAILABLE))));
	}

	private String lines(List<MemberJson> members, Omitted omitted, RowFormat format) {
		StringBuilder lines = new StringBuilder();
		for (MemberJson member : members) {
			format.append(lines, member, omitted, this.json);
		}
		return lines.toString();
	}

	private static DataBuffer buffer(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}
