package io.followsync.benchmarks;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.followsync.benchmarks.machine.Checkout;
import io.followsync.benchmarks.machine.Machine;
import io.followsync.benchmarks.report.Report;
import io.followsync.benchmarks.report.Result;

/**
 * Runs the benchmarks one after the other, and writes the report after each. One that
 * fails does not keep the others from running.
 */
final class Main {

	private static final System.Logger log = System.getLogger(Main.class.getName());

	private final Options options;

	private final Map<String, String> machine;

	private final String commit;

	private final Map<String, Result> results = new LinkedHashMap<>();

	private Main(Options options) throws IOException {
		this.options = options;
		this.machine = Machine.describe(options.data());
		this.commit = Checkout.describe(options.product());
	}

	public static void main(String[] arguments) throws IOException {
		new Main(Options.of(arguments)).run();
		// A thread that a benchmark left must not hold the build.
		System.exit(0);
	}

	private void run() throws IOException {
		for (Benchmark benchmark : chosen()) {
			Run run = new Run(benchmark.name(), this.options, System.out::println);
			run.say("begins");
			measure(benchmark, run);
			this.results.put(benchmark.name(), run.result(LocalDate.now(Clock.systemUTC()), this.commit, this.machine));
			new Report(this.results)
				.completedBy(Report.read(this.options.results()),
						Benchmarks.all().stream().map(Benchmark::name).toList())
				.write(this.options.results(), run.charts());
		}
	}

	private static void measure(Benchmark benchmark, Run run) {
		try {
			benchmark.measure(run);
		}
		catch (NotMeasuredException ex) {
			run.recordNotMeasured(String.valueOf(ex.getMessage()));
		}
		catch (Exception ex) {
			awaitEndIfBegun();
			log.log(System.Logger.Level.ERROR, benchmark.name() + " failed", ex);
			run.recordNotMeasured("failed: " + ex);
		}
	}

	// Somebody ends the run, so that its processes are being killed: that is no result.
	private static void awaitEndIfBegun() {
		Thread none = new Thread();
		try {
			Runtime.getRuntime().addShutdownHook(none);
			Runtime.getRuntime().removeShutdownHook(none);
		}
		catch (IllegalStateException ex) {
			// The end has begun; this waits for it.
			Runtime.getRuntime().exit(1);
		}
	}

	private List<Benchmark> chosen() {
		List<Benchmark> all = Benchmarks.all();
		List<String> names = all.stream().map(Benchmark::name).toList();
		if (!names.containsAll(this.options.only())) {
			throw new IllegalArgumentException("bench.only takes of " + names);
		}
		return this.options.only().isEmpty() ? all
				: all.stream().filter((benchmark) -> this.options.only().contains(benchmark.name())).toList();
	}

}
