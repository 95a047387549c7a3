package io.followsync.gateway.streaming;

import java.time.Duration;
import java.util.Locale;

import io.followsync.gateway.capacity.Capacity;
import io.followsync.gateway.capacity.ClientSlots;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Limits the streams of this replica, of each client address, of each job, and of all
 * unproven jobs together. The first two are taken before the database is asked about the
 * job.
 */
@Component
public class StreamSlots {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	private static final String ANYBODY = "";

	private final ClientSlots streams;

	private final ClientSlots unproven;

	private final int maxPerJob;

	private final MeterRegistry meters;

	StreamSlots(StreamingProperties properties, Capacity capacity, MeterRegistry meters) {
		int max = capacity.streams(properties.maxStreams());
		this.streams = new ClientSlots(max, properties.maxStreamsPerAddress());
		long maxUnproven = Math.max(1, (long) (max * properties.unprovenShare()));
		this.unproven = new ClientSlots(maxUnproven, maxUnproven);
		this.maxPerJob = properties.maxStreamsPerJob();
		this.meters = meters;
		for (Limit limit : Limit.values()) {
			refusals(limit);
		}
		meters.gauge("followsync.streams.max", this, (slots) -> max);
	}

	/**
	 * Takes a slot for a client, until it is closed.
	 * @throws ApiException if there is none
	 */
	public Slot take(String client) {
		return switch (this.streams.take(client, 1)) {
			case TAKEN -> () -> this.streams.release(client, 1);
			case FULL -> throw refused(Limit.REPLICA);
			case CLIENT_FULL -> throw refused(Limit.ADDRESS);
		};
	}

	/**
	 * Takes a slot for a job that has so many watchers.
	 * @throws ApiException if there is none
	 */
	void enter(int watchers, boolean proven) {
		if (watchers >= this.maxPerJob) {
			throw refused(Limit.JOB);
		}
		if (!proven && this.unproven.take(ANYBODY, 1) != ClientSlots.Outcome.TAKEN) {
			throw refused(Limit.UNPROVEN);
		}
	}

	void leave(boolean proven) {
		if (!proven) {
			this.unproven.release(ANYBODY, 1);
		}
	}

	private ApiException refused(Limit limit) {
		refusals(limit).increment();
		return new ApiException(ErrorCode.TOO_MANY_STREAMS).retryAfter(RETRY_AFTER).detail(limit.sentence);
	}

	private Counter refusals(Limit limit) {
		return this.meters.counter("followsync.streams.refused", "limit", limit.name().toLowerCase(Locale.ROOT));
	}

	private enum Limit {

		REPLICA("The server has as many open as it can hold."),

		ADDRESS("Your address has as many open as one may have."),

		JOB("The job has as many open as one may have."),

		UNPROVEN("Jobs whose owner is not confirmed yet have as many open as they may have.");

		private final String sentence;

		Limit(String sentence) {
			this.sentence = sentence;
		}

	}

	public interface Slot extends AutoCloseable {

		@Override
		void close();

	}

}
