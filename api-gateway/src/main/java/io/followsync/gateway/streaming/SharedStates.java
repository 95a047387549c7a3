package io.followsync.gateway.streaming;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.JobId;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * States that are read once for all watchers who come within a second; their channel
 * carries what happens meanwhile. Neither the end of a job nor its absence is remembered,
 * and those who have seen more than what is remembered get a new read, which they share.
 */
@Component
class SharedStates {

	private static final Duration VALIDITY = Duration.ofSeconds(1);

	private static final int MAX_JOBS = 20_000;

	private final Cache<JobId, Mono<JobStates.Snapshot>> reads = Caffeine.newBuilder()
		.maximumSize(MAX_JOBS)
		.expireAfterWrite(VALIDITY)
		.build();

	private final JobStates states;

	private final Scheduler scheduler;

	@Autowired
	SharedStates(JobStates states) {
		this(states, Schedulers.parallel());
	}

	/**
	 * @param scheduler runs what watchers do with a state: many share one read, and the
	 * database's own threads, which would run it otherwise, have other answers to take
	 */
	SharedStates(JobStates states, Scheduler scheduler) {
		this.states = states;
		this.scheduler = scheduler;
	}

	/** The state of a job, to begin with. */
	Mono<JobStates.Snapshot> find(JobId job, Optional<StreamEvent.Id> last) {
		Mono<JobStates.Snapshot> read = read(job);
		return read.flatMap((now) -> StreamEvent.Id.isBehind(now, last) ? readAfter(read, job) : Mono.just(now))
			.publishOn(this.scheduler);
	}

	/**
	 * The state of a channel's job, read after its first watcher joined. Later watchers
	 * need no read: the channel has been told of everything since.
	 */
	Mono<JobStates.Snapshot> find(JobChannel channel, Optional<StreamEvent.Id> last) {
		Optional<JobStates.Snapshot> known = channel.state().filter((now) -> !StreamEvent.Id.isBehind(now, last));
		if (known.isPresent()) {
			return Mono.just(known.get());
		}
		Mono<JobStates.Snapshot> read = channel.sharedRead(() -> shared(this.states.find(channel.job())));
		return read
			.flatMap((now) -> StreamEvent.Id.isBehind(now, last)
					? channel.sharedReadAfter(read, () -> shared(this.states.find(channel.job()))) : Mono.just(now))
			.publishOn(this.scheduler);
	}

	/** What is remembered of a job is out of date. */
	void forget(JobId job) {
		this.reads.invalidate(job);
	}

	private Mono<JobStates.Snapshot> read(JobId job) {
		return this.reads.get(job, (key) -> shared(this.states.find(key)));
	}

	private Mono<JobStates.Snapshot> readAfter(Mono<JobStates.Snapshot> behind, JobId job) {
		this.reads.asMap().remove(job, behind);
		return read(job);
	}

	private static Mono<JobStates.Snapshot> shared(Mono<JobStates.Snapshot> read) {
		return read.cache((now) -> now.progress().state().isTerminal() ? Duration.ZERO : VALIDITY,
				(failure) -> Duration.ZERO, () -> Duration.ZERO);
	}

}
