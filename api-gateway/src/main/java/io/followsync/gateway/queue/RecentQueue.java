package io.followsync.gateway.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/**
 * The queue as it was at most a second ago, read once for all callers, however many they
 * are.
 */
@Component
public class RecentQueue {

	// Not private: tests let each expire.
	final SharedRead<QueueStanding> standing;

	// Does not expire with each admission, since its durations may be a second old.
	final SharedRead<QueueStanding> workload;

	final SharedRead<QueueLoad> load;

	final SharedRead<List<String>> startedSessions;

	final SharedRead<Long> jobs;

	private final AtomicLong joined = new AtomicLong();

	RecentQueue(QueueQueries queries) {
		this.standing = new SharedRead<>(queries::standing);
		this.workload = new SharedRead<>(queries::standing);
		this.load = new SharedRead<>(() -> {
			// First, so that no job that joins meanwhile is missed.
			long before = this.joined.get();
			return Mono.zip(queries.standing(), queries.countUnproven())
				.map((read) -> new QueueLoad(read.getT1(), read.getT2(), before));
		});
		this.startedSessions = new SharedRead<>(queries::startedSessions);
		this.jobs = new SharedRead<>(queries::countJobs);
	}

	/** Shows at once what this replica admits; fails if the database does not answer. */
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

	/** As {@link QueueQueries#countJobs()}. */
	public Mono<Long> countJobs() {
		return this.jobs.get();
	}

	/**
	 * How full the queue was up to a second ago, and all jobs of this replica that have
	 * joined it since; those that have left it since still count.
	 */
	Mono<QueueLoad> load() {
		return this.load.get().map((read) -> read.with(this.joined.get()));
	}

	/** Makes a job that has joined show at once. */
	void confirmJoined() {
		this.joined.incrementAndGet();
		this.standing.expire();
		this.jobs.expire();
	}

	/**
	 * @param unproven unproven jobs that wait; exact up to the number of their places
	 * @param joined how many jobs of this replica had joined the queue in all
	 */
	record QueueLoad(QueueStanding standing, int unproven, long joined) {

		QueueLoad with(long joinedNow) {
			int since = Math.toIntExact(joinedNow - this.joined);
			return new QueueLoad(this.standing.withMoreQueued(since), this.unproven + since, joinedNow);
		}

	}

	/**
	 * One read for all who ask while it runs, or within a second of its answer, be that
	 * an error. No two run at once. The read must not be cancelled by a caller that goes
	 * away.
	 */
	static final class SharedRead<T> {

		private static final Duration VALIDITY = Duration.ofSeconds(1);

		private final Supplier<Mono<T>> read;

		private Attempt last = new Attempt(Mono.empty());

		SharedRead(Supplier<Mono<T>> read) {
			this.read = read;
		}

		Mono<T> get() {
			return Mono.defer(this::valid);
		}

		/**
		 * Whoever asks from now on gets the result of a read that begins from now on: the
		 * next one, if one is running.
		 */
		synchronized void expire() {
			this.last.outdate();
		}

		private synchronized Mono<T> valid() {
			if (this.last.outdated) {
				this.last = new Attempt(this.last.ended.asMono());
			}
			return this.last.answer;
		}

		private final class Attempt {

			private final Sinks.Empty<Void> ended = Sinks.empty();

			private final Mono<T> answer;

			private boolean begun;

			private boolean outdated;

			Attempt(Mono<Void> previous) {
				this.answer = previous.then(Mono.defer(this::begin)).doOnTerminate(this::end).cache();
			}

			private Mono<T> begin() {
				synchronized (SharedRead.this) {
					this.begun = true;
				}
				return SharedRead.this.read.get();
			}

			// A read that has not begun will see every change made until now.
			private void outdate() {
				synchronized (SharedRead.this) {
					this.outdated |= this.begun;
				}
			}

			private void end() {
				Schedulers.parallel().schedule(this::outdate, VALIDITY.toMillis(), TimeUnit.MILLISECONDS);
				this.ended.tryEmitEmpty();
			}

		}

	}

}
