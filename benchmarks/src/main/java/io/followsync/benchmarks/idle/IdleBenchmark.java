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

/** A gateway and a worker that nobody asks anything, some time after their start. */
public final class IdleBenchmark implements Benchmark {

	// The JVM compiles what a start and its first rounds have used; later it rests.
	private static final int SETTLE_SECONDS = 90;

	private static final int SECONDS = 30;

	private static final int MAX_ROUNDS = 4;

	@Override
	public String name() {
		return "idle";
	}

	@Override
	public void measure(Run run) throws Exception {
		try (MeasuredStack stack = MeasuredStack.start(run)) {
			TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
			Map<String, Service> services = new TreeMap<>();
			services.put("gateway", new Service(stack.parts().gateway().pid()));
			services.put("worker", new Service(stack.parts().worker(1).pid()));
			for (int round = 1; round <= Math.min(MAX_ROUNDS, run.rounds()); round++) {
				measure(stack, services);
			}
			services.forEach((name, service) -> report(run, name, service));
		}
	}

	private static void measure(MeasuredStack stack, Map<String, Service> services) throws Exception {
		stack.statements().reset();
		long begin = System.nanoTime();
		services.values().forEach(Service::begin);
		TimeUnit.SECONDS.sleep(SECONDS);
		double seconds = (System.nanoTime() - begin) / 1e9;
		for (Map.Entry<String, Service> service : services.entrySet()) {
			service.getValue().end(seconds, calls(stack, service.getKey()));
		}
	}

	private static long calls(MeasuredStack stack, String service) throws SQLException {
		return stack.statements().calls("followsync_" + service);
	}

	private static void report(Run run, String name, Service service) {
		run.record(Row
			.of("idle.%s.cpu".formatted(name), "CPU of an idle " + name + ", of a core", Series.of("%", service.cpu),
					Goal.atMost(1))
			.with("memory", Series.of("MB", Processes.residentMegabytes(service.pid))));
		run.record(Row.of("idle.%s.statements".formatted(name), "statements of an idle " + name,
				Series.of("/s", service.statements), Goal.atMost(2)));
	}

	private static final class Service {

		private final long pid;

		private final List<Double> cpu = new ArrayList<>();

		private final List<Double> statements = new ArrayList<>();

		private double before;

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

	}

}
