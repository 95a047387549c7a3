package io.followsync.gateway.jobs.web;

import java.time.Duration;

import io.followsync.gateway.capacity.ClientSlots;
import io.followsync.gateway.capacity.ClientSlots.Outcome;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.constraints.Min;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/** Limits the downloads of this replica and of each client address. */
@Component
class DownloadSlots {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	private final ClientSlots slots;

	private final Counter refused;

	DownloadSlots(Limits limits, MeterRegistry meters) {
		this.slots = new ClientSlots(limits.maxDownloads(), limits.maxDownloadsPerAddress());
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

	/** Runs a download that holds a slot until it ends; fails if there is none. */
	<T> Mono<T> during(String client, Mono<T> download) {
		return Mono.using(() -> take(client), (taken) -> download, (taken) -> this.slots.release(client, 1));
	}

	private Outcome take(String client) {
		Outcome outcome = this.slots.take(client, 1);
		if (outcome != Outcome.TAKEN) {
			this.refused.increment();
			throw new ApiException(ErrorCode.TOO_MANY_DOWNLOADS).retryAfter(RETRY_AFTER);
		}
		return outcome;
	}

}
