package io.followsync.gateway.imports;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.capacity.Roomy;
import io.followsync.gateway.queue.QueueAdmission;
import io.followsync.gateway.submission.Withdrawal;
import io.followsync.job.JobId;
import io.followsync.vault.CapabilityVault;
import io.followsync.vault.Fingerprints;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

class UncertainImportTests extends GatewayIntegrationTest {

	private static final Duration LONGEST = Duration.ofSeconds(20);

	@Autowired
	private ImportStore store;

	@Autowired
	private QueueAdmission admission;

	@Autowired
	private Withdrawal withdrawal;

	@Autowired
	private CapabilityVault capabilities;

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private ImportsProperties limits;

	@Test
	void whatFailedAfterItWasQueuedIsNotKept() {
		Imports imports = new Imports(new Breaking(), this.admission, (request) -> {
		}, this.withdrawal, this.capabilities, this.fingerprints, this.limits, Roomy.CAPACITY);
		Flux<UploadPiece> pieces = Flux.just("followers_1.json", "following.json")
			.map((name) -> new UploadPiece("file", name, "[]".getBytes(StandardCharsets.UTF_8), true));

		StepVerifier.create(imports.receive("client", false, pieces)).expectError().verify(LONGEST);

		Awaitility.await().atMost(LONGEST).until(() -> count("jobs") == 0 && count("import_chunks") == 0);
	}

	/** Its connection breaks between commit and reply. */
	private final class Breaking implements ImportStore {

		private final ImportStore real = UncertainImportTests.this.store;

		@Override
		public Mono<Void> begin(NewImport upload) {
			return this.real.begin(upload);
		}

		@Override
		public Mono<Void> chunk(JobId job, int file, int chunk, byte[] data) {
			return this.real.chunk(job, file, chunk, data);
		}

		@Override
		public Mono<Void> file(JobId job, int file, String name, long size) {
			return this.real.file(job, file, name, size);
		}

		@Override
		public Mono<Void> ignored(JobId job, String name) {
			return this.real.ignored(job, name);
		}

		@Override
		public Mono<Boolean> queue(JobId job, boolean allTime) {
			return this.real.queue(job, allTime).then(Mono.error(new DataAccessResourceFailureException("gone")));
		}

		@Override
		public Mono<Long> storedBytes() {
			return this.real.storedBytes();
		}

		@Override
		public Mono<Void> discard(JobId job) {
			return this.real.discard(job);
		}

	}

}
