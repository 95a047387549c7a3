package io.followsync.gateway.streaming;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.followsync.gateway.jobs.JobNow;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.Capability;
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

	private final Cache<Capability, Mono<JobNow>> reads = Caffeine.newBuilder()
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
	 * With other threads for what watchers do with a state. They are many for one read,
	 * and the database's own threads, which would do it otherwise, have the answers to
	 * other reads to take.
	 */
	SharedStates(JobStates states, Scheduler scheduler) {
		this.states = states;
		this.scheduler = scheduler;
	}

	Mono<JobNow> find(Capability capability, Optional<EventId> last) {
		Mono<JobNow> read = read(capability);
		return read.flatMap((now) -> isBehind(now, last) ? readAfter(read, capability) : Mono.just(now))
			.publishOn(this.scheduler);
	}

	/** The state of a channel's job, read after its first watcher joined. */
	Mono<JobNow> find(JobChannel channel, Optional<EventId> last) {
		Mono<JobNow> read = channel.now(() -> shared(this.states.find(channel.job())));
		return read
			.flatMap((now) -> isBehind(now, last)
					? channel.nowAfter(read, () -> shared(this.states.find(channel.job()))) : Mono.just(now))
			.publishOn(this.scheduler);
	}

	private Mono<JobNow> read(Capability capability) {
		return this.reads.get(capability, (key) -> shared(this.states.find(key)));
	}

	private Mono<JobNow> readAfter(Mono<JobNow> behind, Capability capability) {
		this.reads.asMap().remove(capability, behind);
		return read(capability);
	}

	private static Mono<JobNow> shared(Mono<JobNow> read) {
		return read.cache((now) -> now.progress().state().terminal() ? Duration.ZERO : VALIDITY,
				(failure) -> Duration.ZERO, () -> Duration.ZERO);
	}

	private static boolean isBehind(JobNow now, Optional<EventId> last) {
		return last.filter((seen) -> seen.run().equals(now.job().run()) && seen.seq() > now.progress().seq())
			.isPresent();
	}

}
