package io.followsync.worker.run;

import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/** An engine over a real database and a scripted source. */
abstract class AbstractEngineTests {

	static final long ACCOUNT = 5012345678L;

	final EngineHarness harness = new EngineHarness();

	final ScriptedSource source = new ScriptedSource();

	@AfterEach
	void close() {
		this.harness.close();
		assertThat(this.source.open()).isZero();
	}

}
