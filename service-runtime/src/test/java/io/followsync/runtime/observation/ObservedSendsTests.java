package io.followsync.runtime.observation;

import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ObservedSendsTests {

	private final ObservationRegistry observations = ObservationRegistry.create();

	ObservedSendsTests() {
		this.observations.observationConfig()
			.observationPredicate(TracingAutoConfiguration::isObserved)
			.observationHandler((context) -> true);
	}

	@Test
	void ignoresASendWithoutAParent() {
		assertThat(sent(Kind.PRODUCER).isNoop()).isTrue();
	}

	@Test
	void observesASendWithAParent() {
		Observation.createNotStarted("job run", this.observations)
			.observe(() -> assertThat(sent(Kind.PRODUCER).isNoop()).isFalse());
	}

	// A statement's span insists on being observed.
	@Test
	void observesACallWithoutAParent() {
		assertThat(sent(Kind.CLIENT).isNoop()).isFalse();
	}

	@Test
	void observesOtherWorkWithoutAParent() {
		assertThat(Observation.createNotStarted("job run", this.observations).isNoop()).isFalse();
	}

	private Observation sent(Kind kind) {
		SenderContext<Map<String, String>> context = new SenderContext<>((carrier, key, value) -> {
		}, kind);
		return Observation.createNotStarted("send", () -> context, this.observations);
	}

}
