package io.followsync.stack.run;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import io.followsync.stack.LocalStack;
import io.followsync.stack.job.JobView;
import io.followsync.stack.job.Session;
import io.followsync.stack.process.Supervisor;

final class Screen implements Supervisor.Listener {

	static final int NAMES = 10;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

	private final PrintStream out;

	private final boolean terminal;

	private final Clock clock;

	private final Instant began;

	private final CompletableFuture<String> givenUp = new CompletableFuture<>();

	Screen(PrintStream out, boolean terminal, Clock clock) {
		this.out = out;
		this.terminal = terminal;
		this.clock = clock;
		this.began = clock.instant();
	}

	ProgressBar progressBar() {
		return new ProgressBar(this.out, this.terminal, this.clock.getZone());
	}

	void say(String line) {
		this.out.println(line);
	}

	void paragraph(String line) {
		say("");
		say("  " + line);
		say("");
	}

	void starting(String part) {
		say(String.format(Locale.ROOT, "%5.1f s  starting %s", seconds(), part));
	}

	void ready() {
		say(String.format(Locale.ROOT, "%5.1f s  everything is up", seconds()));
	}

	private double seconds() {
		return Duration.between(this.began, this.clock.instant()).toMillis() / 1000.0;
	}

	void result(JobView.Figures figures, List<String> names) {
		say("");
		say(String.format(Locale.ROOT, "  followers           %,8d", figures.followers()));
		say(String.format(Locale.ROOT, "  following           %,8d", figures.following()));
		say(String.format(Locale.ROOT, "  mutual              %,8d", figures.mutual()));
		say(String.format(Locale.ROOT, "  fans                %,8d", figures.fans()));
		say(String.format(Locale.ROOT, "  not following back  %,8d%s", figures.notFollowingBack(),
				unconfirmed(figures)));
		if (!names.isEmpty()) {
			say("    %s%s".formatted(String.join(", ", names),
					(figures.notFollowingBack() > names.size()) ? ", ..." : ""));
		}
		say("");
	}

	private static String unconfirmed(JobView.Figures figures) {
		return (figures.unconfirmed() > 0)
				? String.format(Locale.ROOT, " (%,d of them unconfirmed)", figures.unconfirmed()) : "";
	}

	void failed(JobView job) {
		paragraph("The job ended as %s: %s".formatted(job.state(), job.failure().orElse("no reason was given")));
	}

	void addresses(LocalStack stack) {
		say("");
		say("  gateway     %s".formatted(stack.gateway().url()));
		say("  simulator   %s".formatted(stack.simulator().url()));
		say("  PostgreSQL  127.0.0.1:%d, database %s".formatted(stack.database().port(), stack.database().name()));
		say("  Kafka       %s".formatted(stack.kafka().bootstrapServers()));
		say("  logs        %s".formatted(stack.config().data().resolve("logs")));
	}

	void another(LocalStack stack, Session session) {
		say("  To analyse another session, paste these two values into the page, or run:");
		say("  curl -s %s/api/analyze -H 'Content-Type: application/json' -d '{\"csrf_token\":\"%s\",\"session_id\":\"%s\"}'"
			.formatted(stack.gateway().url(), session.csrfToken(), session.sessionId()));
		say("");
	}

	@Override
	public void failed(String part, String reason, Duration pause) {
		event("%s failed, restarting in %d s: %s".formatted(part, pause.toSeconds(), firstLine(reason)));
	}

	@Override
	public void restarted(String part) {
		event(part + " is up again");
	}

	@Override
	public void gaveUp(String part, String reason, int failures) {
		this.givenUp.complete(
				"%s failed %d times in a row, stopping everything: %s".formatted(part, failures, firstLine(reason)));
	}

	/** The message for the user when a part failed too often to be restarted. */
	CompletableFuture<String> givenUp() {
		return this.givenUp;
	}

	private void event(String line) {
		say("  %s  %s".formatted(TIME.format(this.clock.instant().atZone(this.clock.getZone())), line));
	}

	private static String firstLine(String text) {
		return text.lines().findFirst().orElse("");
	}

}
