package io.followsync.stack.run;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.followsync.stack.LocalStack;
import io.followsync.stack.StartListener;
import io.followsync.stack.job.JobView;
import io.followsync.stack.job.ResultFigures;
import io.followsync.stack.job.Session;

/** What the person at the terminal reads. */
final class Screen {

	static final int NAMES = 10;

	private final PrintStream out;

	private final Clock clock;

	private final Instant began;

	Screen(PrintStream out, Clock clock) {
		this.out = out;
		this.clock = clock;
		this.began = clock.instant();
	}

	ProgressBar progressBar() {
		return new ProgressBar(this.out, System.console() != null, this.clock.getZone());
	}

	void say(String format, Object... arguments) {
		this.out.println(format.formatted(arguments));
	}

	void starting(String part) {
		say("%5.1f s  starting %s", seconds(), part);
	}

	void ready() {
		say("%5.1f s  everything is up", seconds());
	}

	private double seconds() {
		return Duration.between(this.began, this.clock.instant()).toMillis() / 1000.0;
	}

	void result(ResultFigures figures, List<String> names) {
		say("");
		say("  followers           %,8d", figures.followers());
		say("  following           %,8d", figures.following());
		say("  mutual              %,8d", figures.mutual());
		say("  fans                %,8d", figures.fans());
		say("  not following back  %,8d%s", figures.notFollowingBack(), unconfirmed(figures));
		if (!names.isEmpty()) {
			say("    %s%s", String.join(", ", names), (figures.notFollowingBack() > names.size()) ? ", ..." : "");
		}
		say("");
	}

	private static String unconfirmed(ResultFigures figures) {
		return (figures.unconfirmed() > 0) ? " (%,d of them unconfirmed)".formatted(figures.unconfirmed()) : "";
	}

	void failed(JobView job) {
		say("");
		say("  The job ended as %s: %s", job.state(), job.failure().orElse("no reason was given"));
		say("");
	}

	void addresses(LocalStack stack) {
		say("  gateway     %s", stack.gateway().url());
		say("  simulator   %s", stack.simulator().url());
		say("  PostgreSQL  127.0.0.1:%d, database %s", stack.database().port(), stack.database().name());
		say("  Kafka       %s", stack.kafka().bootstrapServers());
		say("  logs        %s", stack.config().data().resolve("logs"));
		say("");
	}

	void curl(LocalStack stack, Session session) {
		say("  Try another one:");
		say("  curl -s %s/api/analyze -H 'Content-Type: application/json' -d '{\"csrf_token\":\"%s\",\"session_id\":\"%s\"}'",
				stack.gateway().url(), session.csrfToken(), session.sessionId());
		say("");
	}

	StartListener startListener(Consumer<LocalStack> created) {
		return new StartListener() {

			@Override
			public void starting(String part) {
				Screen.this.starting(part);
			}

			@Override
			public void created(LocalStack stack) {
				created.accept(stack);
			}

		};
	}

}
