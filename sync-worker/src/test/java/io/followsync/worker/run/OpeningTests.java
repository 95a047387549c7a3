package io.followsync.worker.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.job.Lane;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.claim.WakeUps.WakeUp;
import io.followsync.worker.source.ListSource.SourceNotReadyException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/** Opening an upload takes long. */
class OpeningTests extends AbstractEngineTests {

	@Test
	void cancelsAJobWhoseUploadIsBeingOpened() {
		JobId job = this.harness.database.queueImport();
		this.harness.engine(this.source.uploaded().openAfter(Mono.never()));
		this.harness.await(job, "RUNNING");

		this.harness.database.execute("UPDATE jobs SET cancel_requested = true");

		this.harness.await(job, "CANCELLED");
	}

	@Test
	void drainsWhileASourceIsBeingOpened() {
		JobId job = this.harness.database.queueImport();
		SmartLifecycle first = this.harness.engine(this.source.uploaded().openAfter(Mono.never()));
		this.harness.await(job, "RUNNING");

		first.stop();

		Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> !first.isRunning());
		assertThat(this.harness.state(job)).isEqualTo("QUEUED");
		this.harness.engine(this.source.openAfter(Mono.empty()));
		this.harness.await(job, "COMPLETED");
	}

	@Test
	void parksAJobWhoseSourceThisReplicaCannotOpen() {
		JobId job = this.harness.database.queueImport();
		this.harness.engine(this.source.uploaded()
			.openAfter(Mono.error(() -> new SourceNotReadyException(new IllegalStateException("no key")))));

		this.harness.await(job, "PARKED");

		assertThat(this.harness.database.value("SELECT wait_reason || claims_in_vain || retries FROM jobs"))
			.isEqualTo("RETRY00");
		this.harness.database.shiftTime(Duration.ofMinutes(1));
		this.source.openAfter(Mono.empty());
		this.harness.await(job, "COMPLETED");
	}

	@Test
	void readsOneUploadAtATime() {
		JobId first = this.harness.database.queueImport();
		Sinks.Empty<Void> opened = Sinks.empty();
		this.harness.engine(this.source.uploaded().openAfter(opened.asMono()), 4);
		this.harness.await(first, "RUNNING");
		JobId woken = this.harness.database.queueImport();
		JobId sought = this.harness.database.queueImport();

		AtomicBoolean decided = new AtomicBoolean();
		SyncRequest request = new SyncRequest(woken, Lane.ofImport(woken));
		// The harness drops a wake-up for which the engine has no demand at that moment.
		Awaitility.await().until(() -> {
			this.harness.wakeUps.tryEmitNext(new WakeUp(request, Map.of(), () -> decided.set(true)));
			return decided.get();
		});

		assertThat(this.harness.state(woken)).isEqualTo("QUEUED");
		assertThat(this.harness.state(sought)).isEqualTo("QUEUED");
		opened.tryEmitEmpty();
		Stream.of(first, woken, sought).forEach((job) -> this.harness.await(job, "COMPLETED"));
		assertThat(this.source.mostOpen()).isOne();
	}

	@Test
	void aWakeUpDoesNotReorderImports() {
		this.source.uploaded().openAfter(Mono.never());
		JobId woken = this.harness.database.queueImport();
		JobId next = this.harness.database.queueImport();
		this.harness.database.execute("UPDATE jobs SET turn = 7 WHERE id = '%s'".formatted(woken));
		this.harness.engine(this.source);
		SyncRequest request = new SyncRequest(woken, Lane.ofImport(woken));
		this.harness.wakeUps.tryEmitNext(new WakeUp(request, Map.of(), () -> {
		}));

		this.harness.await(next, "RUNNING");

		assertThat(this.harness.state(woken)).isEqualTo("QUEUED");
	}

}
