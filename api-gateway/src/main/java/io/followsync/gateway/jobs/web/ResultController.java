package io.followsync.gateway.jobs.web;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.gateway.access.Access;
import io.followsync.gateway.capacity.AnswerMemory;
import io.followsync.gateway.downloads.Downloads;
import io.followsync.gateway.downloads.RowFormat;
import io.followsync.gateway.edge.ApiErrors;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.JobResult;
import io.followsync.gateway.jobs.ResultMember;
import io.followsync.gateway.jobs.Results;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

@RestController
@Tag(name = "Jobs")
record ResultController(Access access, Results results, Downloads downloads, AnswerMemory memory) {

	private static final int MAX_PAGE = 1000;

	// Bytes that a row takes at most while its page is sent, names of any length
	// included.
	private static final long MEMORY_PER_ROW = 1024;

	@Operation(operationId = "getResult", summary = "A page of a result as JSON, or a whole view as CSV or NDJSON")
	@GetMapping(path = "/api/v1/jobs/{id}/result",
			produces = { MediaType.APPLICATION_JSON_VALUE, "text/csv", MediaType.APPLICATION_NDJSON_VALUE })
	@ApiErrors({ ErrorCode.BAD_REQUEST, ErrorCode.JOB_NOT_FOUND, ErrorCode.NO_RESULT, ErrorCode.NOT_ACCEPTABLE,
			ErrorCode.JOB_UNREADABLE, ErrorCode.JOB_OF_NEWER_RELEASE, ErrorCode.TOO_MANY_DOWNLOADS,
			ErrorCode.TOO_MANY_ANSWERS })
	Mono<ResponseEntity<PageJson>> result(@PathVariable String id,
			@RequestParam(defaultValue = "notFollowingBack") String view, @RequestParam(defaultValue = "100") int limit,
			@RequestParam(required = false) @Nullable String after, ServerWebExchange exchange) {
		JobResult.View chosen = JobResult.View.parse(view)
			.orElseThrow(() -> ApiException.badRequest("view is one of notFollowingBack, fans and mutual"));
		if (limit < 1 || limit > MAX_PAGE) {
			throw ApiException.badRequest("limit is between 1 and " + MAX_PAGE);
		}
		ResultMember.Key start = (after == null) ? ResultMember.Key.START : ResultMember.Key.parse(after)
			.orElseThrow(() -> ApiException.badRequest("after is the next of an earlier page"));
		return this.access.findJob(new Access.Caller.Holder(id))
			.flatMap(this.results::find)
			.switchIfEmpty(Access.notFound())
			.flatMap((result) -> answer(result, chosen, start, limit, exchange));
	}

	private Mono<ResponseEntity<PageJson>> answer(JobResult result, JobResult.View view, ResultMember.Key start,
			int limit, ServerWebExchange exchange) {
		JobResult.Figures figures = result.figures();
		if (figures == null) {
			throw noResult(result);
		}
		long total = figures.total(view);
		Optional<RowFormat> format = RowFormat.preferred(exchange.getRequest().getHeaders().getAccept());
		if (format.isPresent()) {
			return this.downloads.send(ResultDownload.of(result, view, total, this.results), format.get(), exchange)
				.then(Mono.empty());
		}
		this.memory.reserve(exchange, limit * MEMORY_PER_ROW);
		// One row more than requested shows whether there is a next page.
		return this.results.page(result.job(), view, start, limit + 1)
			.map((members) -> PageJson.of(view, total, members, limit, result.omitted()))
			.map((page) -> ResponseEntity.ok()
				.contentType(MediaType.APPLICATION_JSON)
				.cacheControl(CacheControl.noStore())
				.body(page));
	}

	private static ApiException noResult(JobResult result) {
		ApiException conflict = new ApiException(ErrorCode.NO_RESULT)
			.detail("The job is " + result.state() + "; only a completed one has a result.")
			.with("state", result.state());
		return (result.failure() == null) ? conflict : conflict.with("failure", result.failure());
	}

	/**
	 * A page of a view.
	 *
	 * @param total number of members of the whole view
	 * @param next what to send as {@code after} for the next page, null on the last
	 */
	record PageJson(String view, long total, List<MemberJson> items, @Nullable String next, JobResult.Omitted omitted) {

		static PageJson of(JobResult.View view, long total, List<ResultMember> members, int limit,
				JobResult.Omitted omitted) {
			List<ResultMember> shown = members.subList(0, Math.min(limit, members.size()));
			String next = (members.size() > limit) ? shown.getLast().key().text() : null;
			return new PageJson(view.parameter(), total, shown.stream().map(MemberJson::of).toList(), next, omitted);
		}

	}

	/**
	 * A member of a result as callers see it.
	 *
	 * @param id as text, since a double may not hold it exactly; null when only the name
	 * is known
	 * @param omitted on the first row of a file: what the export holds beside people, in
	 * words; null where there is nothing to say
	 */
	record MemberJson(@Nullable String id, String username, String fullName, boolean verified,
			@JsonProperty("private") boolean isPrivate, boolean confirmed,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String omitted) {

		static MemberJson of(ResultMember member) {
			String id = (member.memberKey() > 0) ? Long.toString(member.memberKey()) : null;
			return new MemberJson(id, member.username(), member.fullName(), member.verified(), member.isPrivate(),
					member.confirmed(), null);
		}

		MemberJson withOmitted(JobResult.Omitted omitted) {
			return omitted.isEmpty() ? this : new MemberJson(this.id, this.username, this.fullName, this.verified,
					this.isPrivate, this.confirmed, omitted.text());
		}

	}

}
