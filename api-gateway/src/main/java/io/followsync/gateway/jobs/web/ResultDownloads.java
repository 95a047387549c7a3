package io.followsync.gateway.jobs.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.followsync.gateway.capacity.AnswerMemory;
import io.followsync.gateway.capacity.PacedResponse;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.JobResult;
import io.followsync.gateway.jobs.ResultMember;
import io.followsync.gateway.jobs.ResultView;
import io.followsync.gateway.jobs.Results;
import io.followsync.job.JobId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Downloads of whole views. At most one page is read ahead of a slow client, and no query
 * stays open while it reads. A download that cannot be completed is aborted, so that a
 * part never passes for the whole.
 */
@Component
class ResultDownloads {

	// Bytes that a download holds at most: two pages, with names of any length.
	private static final long MEMORY = 1024 * 1024;

	private static final String OMITTED = "Followsync-Omitted";

	private static final int PAGE = 500;

	private static final int ROWS_PER_BUFFER = 50;

	private final Results results;

	private final DownloadSlots slots;

	private final AnswerMemory memory;

	private final ClientAddress address;

	private final JsonMapper json;

	ResultDownloads(Results results, DownloadSlots slots, AnswerMemory memory, ClientAddress address, JsonMapper json) {
		this.results = results;
		this.slots = slots;
		this.memory = memory;
		this.address = address;
		this.json = json;
	}

	/** Sends a whole view of a result. */
	Mono<Void> send(JobResult result, ResultView view, long total, RowFormat format, ServerWebExchange exchange) {
		return this.slots.during(this.address.of(exchange.getRequest()), Mono.defer(() -> {
			this.memory.reserve(exchange, MEMORY);
			// The answer begins once its first rows have been read.
			return this.results.page(result.job(), view, ResultMember.Key.START, PAGE)
				.flatMap((first) -> write(exchange.getResponse(), view, format, result.omitted(),
						members(result.job(), view, total, first)));
		}));
	}

	private Mono<Void> write(ServerHttpResponse response, ResultView view, RowFormat format, JobResult.Omitted omitted,
			Flux<ResultMember> members) {
		HttpHeaders headers = response.getHeaders();
		if (!omitted.isEmpty()) {
			headers.set(OMITTED, omitted.text());
		}
		headers.setContentType(format.mediaType());
		headers.setCacheControl(CacheControl.noStore());
		headers
			.setContentDisposition(ContentDisposition.attachment().filename(view.parameter() + "." + format).build());
		return new PacedResponse(response)
			.writeWith(Flux.concat(Flux.just(buffer(format.header(omitted))), rows(members, omitted, format)));
	}

	private Flux<DataBuffer> rows(Flux<ResultMember> members, JobResult.Omitted omitted, RowFormat format) {
		return members.map(MemberJson::of)
			.index((index, member) -> (index == 0) ? member.withOmitted(omitted) : member)
			.buffer(ROWS_PER_BUFFER)
			.map((some) -> buffer(lines(some, omitted, format)));
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

	private String lines(List<MemberJson> members, JobResult.Omitted omitted, RowFormat format) {
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
