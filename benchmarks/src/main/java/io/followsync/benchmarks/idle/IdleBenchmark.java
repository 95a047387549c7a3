package io.followsync.benchmarks.idle;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.benchmarks.stack.MeasuredStack;

/**
 * A gateway and a worker without any request, once what they use has settled, or after
 * eight minutes (which their rows then say): the JVM goes on compiling for minutes after
 * a start.
 */
public final class IdleBenchmark implements Benchmark {

	private static final int SECONDS = 30;

	// Three slices in a row that differ by no more, as a share of the largest, have
	// settled.
	private static final double MAX_DIFFERENCE = 0.15;

	private static final int STEADY_SLICES = 3;

	// CPU is counted in ticks of 10 ms; this is one in a slice, in percent of a core.
	private static final double TICK = 1.0 / SECONDS;

	private static final int MAX_SLICES = 16;

	@Override
	public String name() {
		return "idle";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run)) {
			Map<String, Service> services = new TreeMap<>();
			services.put("gateway", new Service(stack.parts().gateway().pid()));
			services.put("worker", new Service(stack.parts().worker(1).pid()));
			int settling = settle(run, stack, services);
			for (int round = 1; round <= run.rounds(); round++) {
				measure(stack, services);
			}
			services.forEach((name, service) -> report(run, name, service, settling));
		}
	}

	// Returns the seconds that it took.
	private static int settle(Run run, MeasuredStack stack, Map<String, Service> services) throws Exception {
		int slices = 0;
		do {
			measure(stack, services);
			slices++;
			services.forEach((name, service) -> run
				.say("settling: the %s uses %.2f %% of a core".formatted(name, service.cpu.getLast())));
		}
		while (slices < MAX_SLICES && !services.values().stream().allMatch(Service::hasSettled));
		services.values().forEach(Service::beginRounds);
		return slices * SECONDS;
	}

	private static void measure(MeasuredStack stack, Map<String, Service> services) throws Exception {
		stack.database().reset();
		long begin = System.nanoTime();
		services.values().forEach(Service::begin);
		TimeUnit.SECONDS.sleep(SECONDS);
		double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
		for (Map.Entry<String, Service> service : services.entrySet()) {
			service.getValue().end(seconds, calls(stack, service.getKey()));
		}
	}

	private static long calls(MeasuredStack stack, String service) throws SQLException {
		return stack.database().calls("followsync_" + service);
	}

	private static void report(Run run, String name, Service service, int settling) {
		run.record(Row
			.of("idle.%s.cpu".formatted(name), "CPU of an idle %s, share of a core".formatted(name),
					Series.of("%", service.cpu), Goal.atMost(1))
			.with("memory", Series.of("MB", Processes.residentMegabytes(service.pid)))
			.with(service.settled ? "idle before the first round" : "idle before the first round (had not settled)",
					Series.of("s", settling)));
		run.record(Row.of("idle.%s.statements".formatted(name), "Statements of an idle " + name,
				Series.of("/s", service.statements), Goal.atMost(2)));
	}

	private static final class Service {

		private final long pid;

		private final List<Double> cpu = new ArrayList<>();

		private final List<Double> statements = new ArrayList<>();

		private double before;

		private boolean settled;

		Service(long pid) {
			this.pid = pid;
		}

		void begin() {
			this.before = Processes.cpuSeconds(this.pid);
		}

		void end(double seconds, long calls) {
			this.cpu.add((Processes.cpuSeconds(this.pid) - this.before) * 100 / seconds);
			this.statements.add(calls / seconds);
		}

		boolean hasSettled() {
			int slices = this.cpu.size();
			if (slices < STEADY_SLICES) {
				return false;
			}
			Series last = Series.of("%", this.cpu.subList(slices - STEADY_SLICES, slices));
			return last.max() - last.min() <= Math.max(TICK, MAX_DIFFERENCE * last.max());
		}

		/** Forgets what was measured so far. */
		void beginRounds() {
			this.settled = hasSettled();
			this.cpu.clear();
			this.statements.clear();
		}

	}

}
