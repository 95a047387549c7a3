package io.followsync.gateway.downloads;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.followsync.gateway.capacity.AnswerMemory;
import io.followsync.gateway.capacity.ClientSlots;
import io.followsync.gateway.capacity.PacedResponse;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.constraints.Min;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sends downloads. At most one page is read ahead of a slow client, and no query stays
 * open while it reads. A download that cannot be completed is aborted, so that a part
 * never passes for the whole.
 */
@Component
public class Downloads {

	// Bytes that a download holds at most: two pages, with names of any length.
	private static final long MEMORY = 1024 * 1024;

	private static final int PAGE = 500;

	private static final int ROWS_PER_BUFFER = 50;

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	private final ClientSlots slots;

	private final Counter refused;

	private final AnswerMemory memory;

	private final ClientAddress address;

	private final JsonMapper json;

	Downloads(Limits limits, AnswerMemory memory, ClientAddress address, JsonMapper json, MeterRegistry meters) {
		this.slots = new ClientSlots(limits.maxDownloads(), limits.maxDownloadsPerAddress());
		this.memory = memory;
		this.address = address;
		this.json = json;
		this.refused = meters.counter("followsync.downloads.refused");
		meters.gauge("followsync.downloads.open", this.slots, ClientSlots::taken);
		meters.gauge("followsync.downloads.max", limits, Limits::maxDownloads);
	}

	/**
	 * What downloads of whole results may cost.
	 *
	 * @param maxDownloads at once on this replica; each holds about a megabyte, and no
	 * more are begun than fit into its memory
	 * @param maxDownloadsPerAddress at once of one client address on this replica
	 */
	@Validated
	@ConfigurationProperties("followsync.results")
	record Limits(@DefaultValue("32") @Min(1) int maxDownloads, @DefaultValue("8") @Min(1) int maxDownloadsPerAddress) {
	}

	/**
	 * Sends all rows; fails with {@link ErrorCode#TOO_MANY_DOWNLOADS} when this replica,
	 * or the client, has no more slots.
	 */
	public <R> Mono<Void> send(Download<R> download, RowFormat format, ServerWebExchange exchange) {
		return Mono.using(() -> takeSlot(this.address.of(exchange.getRequest())), (client) -> {
			this.memory.reserve(exchange, MEMORY);
			// The answer begins once its first rows have been read.
			return download.source()
				.page(null, PAGE)
				.flatMap((first) -> write(exchange.getResponse(), download, format, rows(download.source(), first)));
		}, (client) -> this.slots.release(client, 1));
	}

	private String takeSlot(String client) {
		if (this.slots.take(client, 1) != ClientSlots.Outcome.TAKEN) {
			this.refused.increment();
			throw new ApiException(ErrorCode.TOO_MANY_DOWNLOADS).retryAfter(RETRY_AFTER);
		}
		return client;
	}

	private <R> Mono<Void> write(ServerHttpResponse response, Download<R> download, RowFormat format, Flux<R> rows) {
		HttpHeaders headers = response.getHeaders();
		download.headers().forEach(headers::set);
		headers.setContentType(format.mediaType());
		headers.setCacheControl(CacheControl.noStore());
		headers.setContentDisposition(ContentDisposition.attachment().filename(download.name() + "." + format).build());
		return new PacedResponse(response).writeWith(Flux.concat(Flux.just(buffer(format.header(download))),
				lines(rows, download, format), Flux.just(buffer(format.footer()))));
	}

	private <R> Flux<DataBuffer> lines(Flux<R> rows, Download<R> download, RowFormat format) {
		return rows.index((index, row) -> format.line(index, row, download, this.json))
			.buffer(ROWS_PER_BUFFER)
			.map((some) -> buffer(String.join("", some)));
	}

	private static <R> Flux<R> rows(Download.Source<R> source, List<R> first) {
		AtomicLong delivered = new AtomicLong();
		return Mono.just(first)
			.expand((page) -> (page.size() < PAGE) ? Mono.empty() : source.page(page.getLast(), PAGE))
			// One page is read ahead of the one being written.
			.concatMapIterable((page) -> page, 1)
			.doOnNext((row) -> delivered.incrementAndGet())
			.concatWith(Mono.defer(() -> source.requireWhole(delivered.get()).then(Mono.empty())));
	}

	private static DataBuffer buffer(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}
