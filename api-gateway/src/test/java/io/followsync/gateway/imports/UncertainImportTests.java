package io.followsync.gateway.imports;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.gateway.capacity.Roomy;
import io.followsync.gateway.jobs.Withdrawal;
import io.followsync.gateway.queue.QueueAdmission;
import io.followsync.gateway.queue.SyncRequestPublisher;
import io.followsync.vault.Fingerprints;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

class UncertainImportTests extends GatewayIntegrationTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@Autowired
	private ImportStore store;

	@Autowired
	private QueueAdmission admission;

	@Autowired
	private Withdrawal withdrawal;

	@Autowired
	private CapabilityIssuer capabilities;

	@Autowired
	private Fingerprints fingerprints;

	@Autowired
	private Imports.Limits limits;

	@Test
	void importWhoseQueueingFailedAfterItsCommitIsNotKept() {
		Imports imports = new Imports(breaking(), this.admission, Mockito.mock(SyncRequestPublisher.class),
				this.withdrawal, this.capabilities, this.fingerprints, this.limits, Roomy.CAPACITY);
		Flux<Imports.Piece> pieces = Flux.just("followers_1.json", "following.json")
			.map((name) -> new Imports.Piece("file", name, "[]".getBytes(StandardCharsets.UTF_8), true));

		StepVerifier.create(imports.receive("client", false, pieces)).expectError().verify(TIMEOUT);

		Awaitility.await().atMost(TIMEOUT).until(() -> count("jobs") == 0 && count("import_chunks") == 0);
	}

	/** A store whose connection breaks between the commit and the reply. */
	private ImportStore breaking() {
		ImportStore breaking = Mockito.mock(AdditionalAnswers.delegatesTo(this.store));
		BDDMockito
			.willAnswer((call) -> this.store.queue(call.getArgument(0), call.getArgument(1))
				.then(Mono.error(new DataAccessResourceFailureException("gone"))))
			.given(breaking)
			.queue(ArgumentMatchers.any(), ArgumentMatchers.anyBoolean());
		return breaking;
	}

}
