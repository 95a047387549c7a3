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

	private final Map<String, String> conditions;

	private final String commit;

	private final Map<String, Result> results = new LinkedHashMap<>();

	private Main(Options options) throws IOException {
		this.options = options;
		this.machine = Machine.describe(options.data());
		this.conditions = Machine.conditions(options.data());
		this.commit = Checkout.describe(options.product());
	}

	public static void main(String[] arguments) {
		int code = 1;
		try {
			new Main(Options.of(arguments)).run();
			code = 0;
		}
		catch (IOException | RuntimeException | Error ex) {
			log.log(System.Logger.Level.ERROR, "The run failed", ex);
		}
		finally {
			// A thread that a benchmark left must not hold the build.
			System.exit(code);
		}
	}

	private void run() throws IOException {
		for (Benchmark benchmark : chosen()) {
			Run run = new Run(benchmark.name(), this.options, System.out::println);
			run.say("begins");
			measure(benchmark, run);
			this.results.put(benchmark.name(),
					run.result(LocalDate.now(Clock.systemUTC()), this.commit, this.machine, this.conditions));
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
		catch (Exception | LinkageError | AssertionError | OutOfMemoryError ex) {
			blockDuringShutdown();
			log.log(System.Logger.Level.ERROR, benchmark.name() + " failed", ex);
			run.recordNotMeasured("failed: " + ex);
		}
	}

	// Ctrl-C kills the child processes, which looks like a failure here. Do not record
	// it.
	private static void blockDuringShutdown() {
		Thread none = new Thread();
		try {
			Runtime.getRuntime().addShutdownHook(none);
			Runtime.getRuntime().removeShutdownHook(none);
		}
		catch (IllegalStateException ex) {
			// The shutdown has begun; this waits for it.
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
