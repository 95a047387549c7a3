package io.followsync.runtime.logging;

import java.io.IOException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.codec.DecodingException;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DroppedErrorsTests {

	@BeforeAll
	static void install() {
		DroppedErrorsAutoConfiguration.install();
		DroppedErrorsAutoConfiguration.install();
	}

	@Test
	void areLoggedOnceWithoutTheirMessages(CapturedOutput output) {
		IllegalStateException error = new IllegalStateException("secret", new IllegalArgumentException("secret"));
		error.addSuppressed(new IllegalStateException("GET /api/v1/jobs/secret"));

		Operators.onErrorDropped(error, Context.empty());

		assertThat(output).containsOnlyOnce("Error dropped")
			.contains("IllegalStateException", "IllegalArgumentException")
			.doesNotContain("secret");
	}

	@Test
	void areNotLoggedWhenCausedByAClient(CapturedOutput output) {
		Operators.onErrorDropped(new IOException("Connection reset by peer"), Context.empty());
		Operators.onErrorDropped(new DecodingException("Could not find end of body"), Context.empty());

		assertThat(output).doesNotContain("WARN").doesNotContain("ERROR").doesNotContain("Connection reset");
	}

}
