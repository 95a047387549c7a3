package io.followsync.gateway.jobs.web;

import java.util.Comparator;
import java.util.List;

import io.followsync.gateway.capacity.AnswerMemory;
import io.followsync.gateway.capacity.PacedResponse;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.CanFail;
import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.JobOutcome;
import io.followsync.gateway.jobs.Jobs;
import io.followsync.gateway.jobs.Omitted;
import io.followsync.gateway.jobs.ResultFigures;
import io.followsync.gateway.jobs.ResultKey;
import io.followsync.gateway.jobs.ResultView;
import io.followsync.job.Capability;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** The result of a job: a page of one view as JSON, or all of it as CSV or NDJSON. */
@RestController
@Tag(name = "Jobs")
class ResultController {

	private static final int MAX_PAGE = 1000;

	private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

	private static final List<MediaType> OFFERED = List.of(MediaType.APPLICATION_JSON, CSV,
			MediaType.APPLICATION_NDJSON);

	private static final String OMITTED = "Followsync-Omitted";

	private final Jobs jobs;

	private final ResultPages pages;

	private final ResultDownloads downloads;

	private final DownloadSlots slots;

	private final AnswerMemory memory;

	private final ClientAddress address;

	ResultController(Jobs jobs, ResultPages pages, ResultDownloads downloads, DownloadSlots slots, AnswerMemory memory,
			ClientAddress address) {
		this.jobs = jobs;
		this.pages = pages;
		this.downloads = downloads;
		this.slots = slots;
		this.memory = memory;
		this.address = address;
	}

	@Operation(summary = "A page of a result as JSON, or a whole view as CSV or NDJSON")
	@GetMapping(path = "/api/v1/jobs/{id}/result",
			produces = { MediaType.APPLICATION_JSON_VALUE, "text/csv", MediaType.APPLICATION_NDJSON_VALUE })
	@CanFail({ ErrorCode.BAD_REQUEST, ErrorCode.JOB_NOT_FOUND, ErrorCode.NO_RESULT, ErrorCode.NOT_ACCEPTABLE,
			ErrorCode.JOB_UNREADABLE, ErrorCode.JOB_OF_NEWER_RELEASE, ErrorCode.TOO_MANY_DOWNLOADS,
			ErrorCode.TOO_MANY_ANSWERS })
	Mono<ResponseEntity<ResultPages.PageJson>> result(@PathVariable String id,
			@RequestParam(defaultValue = "notFollowingBack") String view, @RequestParam(defaultValue = "100") int limit,
			@RequestParam(required = false) @Nullable String after, ServerWebExchange exchange) {
		ResultView side = ResultView.parse(view)
			.orElseThrow(() -> bad("view is one of notFollowingBack, fans and mutual"));
		if (limit < 1 || limit > MAX_PAGE) {
			throw bad("limit is between 1 and " + MAX_PAGE);
		}
		ResultKey start = (after == null) ? ResultKey.START
				: ResultKey.parse(after).orElseThrow(() -> bad("after is the next of an earlier page"));
		return Mono.justOrEmpty(Capability.parse(id))
			.flatMap(this.jobs::outcome)
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.JOB_NOT_FOUND)))
			.flatMap((job) -> answer(job, side, start, limit, exchange));
	}

	private Mono<ResponseEntity<ResultPages.PageJson>> answer(JobOutcome job, ResultView view, ResultKey start,
			int limit, ServerWebExchange exchange) {
		ResultFigures figures = job.figures();
		if (figures == null) {
			throw noResult(job);
		}
		MediaType type = preferred(exchange.getRequest().getHeaders().getAccept());
		if (!type.equals(MediaType.APPLICATION_JSON)) {
			RowFormat format = type.equals(MediaType.APPLICATION_NDJSON) ? RowFormat.NDJSON : RowFormat.CSV;
			Mono<Void> download = this.downloads.begin(job.job(), view, figures.total(view), job.omitted(), format)
				.flatMap((rows) -> send(exchange.getResponse(), type, view.parameter() + "." + format, job.omitted(),
						rows));
			return this.slots.during(this.address.of(exchange.getRequest()), Mono.defer(() -> {
				this.memory.reserve(exchange, ResultDownloads.MEMORY);
				return download;
			})).then(Mono.empty());
		}
		this.memory.reserve(exchange, limit * ResultPages.MEMORY_PER_ROW);
		return this.pages.page(job.job(), view, figures.total(view), job.omitted(), start, limit)
			.map((page) -> ResponseEntity.ok().contentType(type).cacheControl(CacheControl.noStore()).body(page));
	}

	private static Mono<Void> send(ServerHttpResponse response, MediaType type, String name, Omitted omitted,
			Flux<DataBuffer> rows) {
		if (!omitted.isEmpty()) {
			response.getHeaders().set(OMITTED, omitted.text());
		}
		response.getHeaders().setContentType(type);
		response.getHeaders().setCacheControl(CacheControl.noStore());
		response.getHeaders().setContentDisposition(ContentDisposition.attachment().filename(name).build());
		return new PacedResponse(response).writeWith(rows);
	}

	private static ApiException noResult(JobOutcome job) {
		ApiException conflict = new ApiException(ErrorCode.NO_RESULT)
			.detail("The job is " + job.state() + "; only a completed one has a result.")
			.with("state", job.state());
		return (job.failure() == null) ? conflict : conflict.with("failure", job.failure());
	}

	// The offered type that the caller prefers; a request that accepts none of them was
	// refused before.
	private static MediaType preferred(List<MediaType> accept) {
		return accept.stream()
			.sorted(Comparator.comparing(MediaType::getQualityValue).reversed())
			.flatMap((wanted) -> OFFERED.stream().filter(wanted::isCompatibleWith).limit(1))
			.findFirst()
			.orElse(MediaType.APPLICATION_JSON);
	}

	private static ApiException bad(String detail) {
		return new ApiException(ErrorCode.BAD_REQUEST).detail(detail);
	}

}
