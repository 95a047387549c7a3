package io.followsync.benchmarks.stack;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;
import io.followsync.stack.process.ServiceProcess;

/**
 * The CPU that each part of a stack uses, several replicas together, round by round: all
 * that the product, its stores and the simulator use, so that nothing is missing in the
 * sum.
 */
public final class PartsCpu {

	private final Map<String, List<Long>> processes = new LinkedHashMap<>();

	private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

	private PartsCpu() {
	}

	/** Of the processes that run now. */
	public static PartsCpu of(MeasuredStack stack) throws SQLException {
		PartsCpu cpu = new PartsCpu();
		for (ServiceProcess service : stack.parts().services()) {
			cpu.add(service.name().replaceFirst("-.*", ""), service.pid());
		}
		cpu.add("PostgreSQL", stack.postgresPid());
		cpu.add("Kafka", stack.kafkaPid());
		return cpu;
	}

	private void add(String part, long pid) {
		this.processes.computeIfAbsent(part, (name) -> new ArrayList<>()).add(pid);
	}

	/** Seconds that each part has used since its start. */
	public Map<String, Double> seconds() {
		Map<String, Double> seconds = new LinkedHashMap<>();
		this.processes
			.forEach((part, pids) -> seconds.put(part, pids.stream().mapToDouble(Processes::cpuSeconds).sum()));
		return seconds;
	}

	/**
	 * Ends a round: adds what each part has used since then.
	 * @param before what {@link #seconds()} said then
	 * @param divisor by which it is divided, such as the seconds of the round, which
	 * makes it processors
	 */
	public void addSince(Map<String, Double> before, double divisor) {
		add(secondsSince(before), divisor);
	}

	/**
	 * Seconds that each part has used since then.
	 * @param before what {@link #seconds()} said then
	 */
	public Map<String, Double> secondsSince(Map<String, Double> before) {
		Map<String, Double> used = new LinkedHashMap<>();
		seconds().forEach((part, seconds) -> used.put(part, seconds - before.getOrDefault(part, 0.0)));
		return used;
	}

	/** Ends a round: adds what each part has used in it, divided in the same way. */
	public void add(Map<String, Double> seconds, double divisor) {
		seconds.forEach(
				(part, used) -> this.rounds.computeIfAbsent(part, (name) -> new ArrayList<>()).add(used / divisor));
	}

	/** What one part used. */
	public Series series(String unit, String part) {
		return Series.of(unit, this.rounds.getOrDefault(part, List.of()));
	}

	/** What all of them used. */
	public Series sum(String unit) {
		double[] sums = new double[this.rounds.values().iterator().next().size()];
		for (List<Double> part : this.rounds.values()) {
			for (int round = 0; round < sums.length; round++) {
				sums[round] += part.get(round);
			}
		}
		return Series.of(unit, sums);
	}

	/**
	 * Adds all of them to a row, and their sum.
	 * @param what such as {@code "processors used"}
	 */
	public Row addTo(Row row, String what, String unit) {
		Row more = row.with(what + ", all parts", sum(unit));
		for (String part : this.rounds.keySet()) {
			more = more.with("%s: %s".formatted(what, part), series(unit, part));
		}
		return more;
	}

}
