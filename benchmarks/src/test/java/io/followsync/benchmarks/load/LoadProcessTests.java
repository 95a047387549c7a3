package io.followsync.benchmarks.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class LoadProcessTests {

	private static final Duration BOUND = Duration.ofSeconds(10);

	@TempDir
	Path folder;

	@Test
	void answersEachCommand() {
		try (LoadProcess load = start("while read command; do echo \"{\\\"command\\\":\\\"$command\\\"}\"; done")) {
			load.send("open");
			assertThat(load.answer(BOUND).path("command").asString()).isEqualTo("open");
			load.send("close");
			assertThat(load.answer(BOUND).path("command").asString()).isEqualTo("close");
		}
	}

	@Test
	void killsAProgramThatDoesNotAnswerInTime() {
		try (LoadProcess load = start("sleep 1000")) {
			assertThatIllegalStateException().isThrownBy(() -> load.answer(Duration.ofMillis(200)))
				.withMessageContaining("did not answer within");
			assertThat(ProcessHandle.of(load.pid()).filter(ProcessHandle::isAlive)).isEmpty();
		}
	}

	@Test
	void reportsTheEndOfAProgramThatOwesAnAnswer() {
		try (LoadProcess load = start("exit 1")) {
			assertThatIllegalStateException().isThrownBy(() -> load.answer(BOUND))
				.withMessageContaining("ended without an answer");
		}
	}

	private LoadProcess start(String script) {
		return LoadProcess.start(List.of("sh", "-c", script), this.folder, this.folder.resolve("load.log"));
	}

}
