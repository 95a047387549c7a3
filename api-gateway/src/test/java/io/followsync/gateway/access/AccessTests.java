package io.followsync.gateway.access;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.TestJobs;
import io.followsync.gateway.jobs.TestJobs.TestJob;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.job.JobState;
import io.followsync.vault.Fingerprints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class AccessTests extends GatewayIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Autowired
	private Access access;

	@Autowired
	private Fingerprints fingerprints;

	private TestJobs jobs;

	@BeforeEach
	void prepare() {
		this.jobs = new TestJobs(this.database, this.fingerprints);
	}

	@ParameterizedTest
	@EnumSource
	void findsAJobForHolderAndOperatorInEveryState(JobState state) {
		TestJob job = this.jobs.insert(state);
		String shown = job.capability().value();
		StepVerifier
			.create(Flux.concat(this.access.findJob(new Access.Caller.Holder(shown)),
					this.access.findJobShared(new Access.Caller.Holder(shown)),
					this.access.findJob(new Access.Caller.Operator(shown))))
			.expectNext(job.id(), job.id(), job.id())
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void findsNoJobByAnythingElse() {
		TestJob job = this.jobs.insert(JobState.RUNNING);
		for (String shown : List.of("", "zz", job.id().toString(), Capability.random().value(),
				job.capability().value().toUpperCase(Locale.ROOT))) {
			notFound(this.access.findJob(new Access.Caller.Holder(shown)));
			notFound(this.access.findJobShared(new Access.Caller.Holder(shown)));
		}
	}

	@Test
	void sharedLookUpsRememberNeitherAbsenceNorAnEndedJob() {
		TestJob job = this.jobs.insert(JobState.RUNNING);
		Access.Caller holder = new Access.Caller.Holder(job.capability().value());
		String hash = "decode('%s', 'hex')".formatted(HexFormat.of().formatHex(this.fingerprints.of(job.capability())));
		this.jobs.run("UPDATE jobs SET capability_hash = 'not yet' WHERE id = :id", job.id());
		notFound(this.access.findJobShared(holder));
		this.jobs.run("UPDATE jobs SET capability_hash = " + hash + " WHERE id = :id", job.id());
		StepVerifier.create(this.access.findJobShared(holder)).expectNext(job.id()).verifyComplete();
		TestJob ended = this.jobs.insert(JobState.COMPLETED);
		Access.Caller another = new Access.Caller.Holder(ended.capability().value());
		StepVerifier.create(this.access.findJobShared(another)).expectNext(ended.id()).verifyComplete();
		this.jobs.run("DELETE FROM jobs WHERE id = :id", ended.id());
		notFound(this.access.findJobShared(another));
	}

	@Test
	void remembersNothingThatIsNoCapability() {
		long before = this.access.remembered();
		for (int i = 0; i < 100; i++) {
			notFound(this.access.findJobShared(new Access.Caller.Holder("f".repeat(4000) + i)));
		}
		assertThat(this.access.remembered()).isLessThanOrEqualTo(before);
	}

	@Test
	void hidesWhatACallerShows() {
		String shown = Capability.random().value();
		assertThat(List.of(new Access.Caller.Holder(shown), new Access.Caller.Operator(shown)).toString())
			.doesNotContain(shown);
	}

	private static void notFound(Mono<JobId> job) {
		StepVerifier.create(job)
			.expectErrorMatches(
					(error) -> error instanceof ApiException answer && answer.code() == ErrorCode.JOB_NOT_FOUND)
			.verify(TIMEOUT);
	}

}
