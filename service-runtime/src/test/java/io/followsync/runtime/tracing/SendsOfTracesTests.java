package io.followsync.runtime.tracing;

import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SendsOfTracesTests {

	private final ObservationRegistry observations = ObservationRegistry.create();

	SendsOfTracesTests() {
		this.observations.observationConfig()
			.observationPredicate(new SendsOfTraces())
			.observationHandler((context) -> true);
	}

	@Test
	void aSendByItselfIsNotObserved() {
		assertThat(sent(Kind.PRODUCER).isNoop()).isTrue();
	}

	@Test
	void aSendThatIsPartOfSomethingIs() {
		Observation.createNotStarted("job run", this.observations)
			.observe(() -> assertThat(sent(Kind.PRODUCER).isNoop()).isFalse());
	}

	// A statement's span insists on being observed.
	@Test
	void aCallByItselfIs() {
		assertThat(sent(Kind.CLIENT).isNoop()).isFalse();
	}

	@Test
	void whateverElseStartsByItselfIs() {
		assertThat(Observation.createNotStarted("job run", this.observations).isNoop()).isFalse();
	}

	private Observation sent(Kind kind) {
		SenderContext<Map<String, String>> context = new SenderContext<>((carrier, key, value) -> {
		}, kind);
		return Observation.createNotStarted("send", () -> context, this.observations);
	}

}
