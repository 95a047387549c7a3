package io.followsync.stack.run;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import io.followsync.stack.job.JobView;

/**
 * Shows the progress of a job: in a terminal, one line that is redrawn; elsewhere, a new
 * line whenever the state, the wait or the tens of percent change.
 */
final class ProgressBar implements Consumer<JobView> {

	private static final int WIDTH = 30;

	private static final int STEP = 10;

	private static final String START_OF_CLEARED_LINE = "\r\u001B[2K";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

	private final PrintStream out;

	private final boolean terminal;

	private final ZoneId zone;

	private String shown = "";

	ProgressBar(PrintStream out, boolean terminal, ZoneId zone) {
		this.out = out;
		this.terminal = terminal;
		this.zone = zone;
	}

	@Override
	public void accept(JobView job) {
		if (this.terminal) {
			this.out.print(START_OF_CLEARED_LINE + "  " + line(job));
			if (job.hasEnded()) {
				this.out.println();
			}
			this.out.flush();
			return;
		}
		String stage = job.state() + job.waitsFor().orElse("") + job.percent().orElse(0) / STEP;
		if (!stage.equals(this.shown)) {
			this.shown = stage;
			this.out.println("  " + line(job));
		}
	}

	String line(JobView job) {
		String bar = job.percent().isPresent() ? bar(job.percent().getAsInt()) + "  " : "";
		return "%sfollowers %s  following %s  %s"
			.formatted(bar, count(job.followers()), count(job.following()), what(job))
			.stripTrailing();
	}

	private static String bar(int percent) {
		int full = percent * WIDTH / 100;
		return "[%s%s] %3d %%".formatted("#".repeat(full), ".".repeat(WIDTH - full), percent);
	}

	private static String count(JobView.ListView list) {
		String fetched = String.format(Locale.ROOT, "%,d", list.fetched());
		return list.declared().isPresent() ? fetched + String.format(Locale.ROOT, " of %,d", list.declared().getAsInt())
				: fetched;
	}

	private String what(JobView job) {
		if (job.hasEnded() || "QUEUED".equals(job.state())) {
			return job.state().toLowerCase(Locale.ROOT);
		}
		return job.waitsFor()
			.map((reason) -> "waits for " + reason.toLowerCase(Locale.ROOT).replace('_', ' ')
					+ job.resumesAt().flatMap(this::until).orElse(""))
			.orElse("");
	}

	private Optional<String> until(String instant) {
		try {
			return Optional.of(" until " + TIME.format(Instant.parse(instant).atZone(this.zone)));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

}
