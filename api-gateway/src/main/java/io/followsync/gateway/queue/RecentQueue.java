package io.followsync.gateway.queue;

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The queue as it was at most a second ago, read once for all callers, however many they
 * are.
 */
@Component
public class RecentQueue {

	private final SharedRead<QueueStanding> standing;

	// Does not expire with each admission, since its durations may be a second old.
	private final SharedRead<QueueStanding> workload;

	private final SharedRead<List<String>> startedSessions;

	RecentQueue(QueueQueries queries) {
		this.standing = new SharedRead<>(queries::standing);
		this.workload = new SharedRead<>(queries::standing);
		this.startedSessions = new SharedRead<>(queries::startedSessions);
	}

	/**
	 * What this replica admits shows at once. Fails when the database does not answer.
	 */
	public Mono<QueueStanding> standing() {
		return this.standing.get();
	}

	/** As {@link #standing()}, but what is admitted shows a second later. */
	Mono<QueueStanding> workload() {
		return this.workload.get();
	}

	/** Masked sessions of started jobs, as {@link QueueQueries#startedSessions()}. */
	public Mono<List<String>> startedSessions() {
		return this.startedSessions.get();
	}

	/** Makes a job that has joined show at once. */
	void expireStanding() {
		this.standing.expire();
	}

	void expireAll() {
		this.standing.expire();
		this.workload.expire();
		this.startedSessions.expire();
	}

}
