package io.followsync.stack.run;

import java.nio.file.Path;
import java.util.List;

import io.followsync.stack.LocalStack;
import io.followsync.stack.Preflight.Options;
import io.followsync.stack.Settings;
import io.followsync.stack.StackConfig;
import io.followsync.stack.StackException;
import io.followsync.stack.job.DemoAccount;
import io.followsync.stack.job.JobClient;
import io.followsync.stack.job.JobView;
import io.followsync.stack.process.Supervisor;
import org.jspecify.annotations.Nullable;

/** One use of the command: start, run one analysis, then serve. */
final class Run implements LocalStack.StartListener {

	private final Options options;

	private final Settings settings;

	private final StackConfig config;

	private final Screen screen;

	private volatile boolean stopping;

	private volatile @Nullable LocalStack stack;

	Run(Options options, Screen screen) {
		this.options = options;
		this.settings = Settings.read(options.settings());
		this.config = this.settings.addTo(StackConfig.of(options));
		this.screen = screen;
	}

	/** Returns when everything is running and the analysis has been shown. */
	void start() {
		if (this.options.fresh()) {
			LocalStack.clear(this.config);
		}
		LocalStack started = startStack();
		this.screen.ready();
		started.supervise(Supervisor.RestartPolicy.usual(), this.screen);
		this.screen.addresses(started);
		try {
			show(started);
		}
		catch (StackException ex) {
			// Ctrl-C stops the services too, so that they do not answer is expected.
			if (!this.stopping) {
				this.screen.paragraph(String.valueOf(ex.getMessage()));
			}
		}
		if (!this.stopping) {
			this.screen.say("  Serving. Ctrl-C stops everything.");
		}
	}

	private LocalStack startStack() {
		try {
			return LocalStack.start(this.config, this);
		}
		catch (StackException ex) {
			this.stack = null;
			throw this.settings.explain(ex).map((sentence) -> new StackException(sentence, ex)).orElse(ex);
		}
	}

	@Override
	public void starting(String part) {
		this.screen.starting(part);
	}

	@Override
	public void created(LocalStack created) {
		this.stack = created;
	}

	private void show(LocalStack started) {
		JobClient client = new JobClient(started.gateway().url());
		DemoAccount demo = DemoAccount.create(started.simulator().url());
		int unfinished = client.unfinishedJobs();
		if (unfinished > 0) {
			this.screen.paragraph("Jobs of the last run that are now resumed: %d".formatted(unfinished));
		}
		this.options.export().ifPresentOrElse((export) -> analyse(client, export), () -> analyse(client, demo));
		this.screen.another(started, demo.newSession());
	}

	private void analyse(JobClient client, Path export) {
		this.screen.paragraph("Analysis of the data export %s".formatted(export));
		follow(client, client.importExport(export));
	}

	private void analyse(JobClient client, DemoAccount demo) {
		this.screen.paragraph("Analysis of a demo account of the simulator");
		String job = client.analyze(demo.newSession());
		if (follow(client, job)) {
			List<String> found = client.unfollowers(job).stream().sorted().toList();
			this.screen.say(found.equals(demo.trulyNotFollowingBack()) ? "  This matches the simulator's own lists."
					: "  THIS DIFFERS FROM THE SIMULATOR'S OWN LISTS.");
			this.screen.say("");
		}
	}

	private boolean follow(JobClient client, String job) {
		JobView end = client.follow(job, this.screen.progressBar());
		if (end.hasResult()) {
			this.screen.result(client.figures(job), client.notFollowingBack(job, Screen.NAMES));
		}
		else {
			this.screen.failed(end);
		}
		return end.hasResult();
	}

	/** Stops in order what was started. A later call waits for the end of the first. */
	synchronized void stop() {
		this.stopping = true;
		LocalStack started = this.stack;
		this.stack = null;
		if (started != null) {
			this.screen.paragraph("Stopping ...");
			started.close();
			this.screen.say("  Stopped. Its data is kept in %s".formatted(this.config.data()));
		}
	}

	boolean isStopping() {
		return this.stopping;
	}

}
