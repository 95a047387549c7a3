package io.followsync.gateway.streaming;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.followsync.gateway.jobs.JobNow;
import io.followsync.gateway.jobs.JobStates;
import io.followsync.job.Capability;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * States that are read once for all watchers who come within a second; their channel
 * carries what happens meanwhile. Neither the end of a job nor its absence is remembered,
 * and a watcher who has seen more than what is remembered gets a new read.
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

	SharedStates(JobStates states) {
		this.states = states;
	}

	Mono<JobNow> find(Capability capability, Optional<EventId> last) {
		return this.reads.get(capability, (key) -> shared(this.states.find(key)))
			.flatMap((now) -> isBehind(now, last) ? this.states.find(capability) : Mono.just(now));
	}

	/** The state of a channel's job, read after its first watcher joined. */
	Mono<JobNow> find(JobChannel channel, Optional<EventId> last) {
		return channel.now(() -> shared(this.states.find(channel.job())))
			.flatMap((now) -> isBehind(now, last) ? this.states.find(channel.job()) : Mono.just(now));
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
