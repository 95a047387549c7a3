package io.followsync.stack.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

import io.followsync.stack.job.JobView;
import io.followsync.stack.job.JobView.ListView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressBarTests {

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final ProgressBar elsewhere = bar(false);

	@Test
	void showsBothListsAndTheShareOfAll() {
		assertThat(this.elsewhere.line(job("RUNNING", 1_000, 100)))
			.isEqualTo("[###############...............]  50 %  followers 1,000 of 1,300  following 100 of 900");
	}

	@Test
	void neverSaysHundredPercentBeforeTheEnd() {
		assertThat(this.elsewhere.line(job("RUNNING", 1_300, 900))).contains(" 99 %");
		assertThat(this.elsewhere.line(job("COMPLETED", 1_290, 900))).contains("100 %").endsWith("completed");
	}

	@Test
	void showsNoShareOfAnUnknownWhole() {
		JobView job = new JobView("RUNNING", new ListView(12, OptionalInt.empty()),
				new ListView(0, OptionalInt.empty()), Optional.empty(), Optional.empty(), Optional.empty());
		assertThat(this.elsewhere.line(job)).isEqualTo("followers 12  following 0");
	}

	@Test
	void saysWhatItWaitsForAndUntilWhen() {
		JobView job = new JobView("PARKED", list(0), list(0), Optional.of("UNCONFIRMED_BUDGET"),
				Optional.of("2026-11-22T10:20:30.123Z"), Optional.empty());
		assertThat(this.elsewhere.line(job)).endsWith("waits for unconfirmed budget until 10:20:30");
	}

	@Test
	void drawsOneLineAnewInATerminal() {
		ProgressBar terminal = bar(true);
		terminal.accept(job("RUNNING", 10, 10));
		terminal.accept(job("COMPLETED", 1_300, 900));
		String text = this.written.toString(StandardCharsets.UTF_8);
		assertThat(text).startsWith("\r\u001B[2K").endsWith("completed" + System.lineSeparator());
		assertThat(text.lines().filter((line) -> line.contains("followers"))).hasSize(2);
	}

	@Test
	void writesALineNowAndThenElsewhere() {
		for (int fetched = 0; fetched < 1_300; fetched += 10) {
			this.elsewhere.accept(job("RUNNING", fetched, fetched * 900 / 1_300));
		}
		this.elsewhere.accept(job("COMPLETED", 1_300, 900));
		assertThat(this.written.toString(StandardCharsets.UTF_8).lines()).hasSize(11)
			.noneMatch((line) -> line.contains("\u001B"));
	}

	private ProgressBar bar(boolean terminal) {
		return new ProgressBar(new PrintStream(this.written, true, StandardCharsets.UTF_8), terminal, ZoneOffset.UTC);
	}

	private static JobView job(String state, int followers, int following) {
		return new JobView(state, new ListView(followers, OptionalInt.of(1_300)),
				new ListView(following, OptionalInt.of(900)), Optional.empty(), Optional.empty(), Optional.empty());
	}

	private static ListView list(int fetched) {
		return new ListView(fetched, OptionalInt.of(10));
	}

}
