package io.followsync.benchmarks.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux counts of a process, or of one and all processes that it started. */
public final class Processes {

	private static final double TICKS_A_SECOND = 100;

	private static final int USER_TICKS = 11;

	private static final int STATISTICS = 15;

	private Processes() {
	}

	/**
	 * Seconds of CPU that the process used, and those it started, ended ones included.
	 */
	public static double cpuSeconds(long pid) {
		return family(pid).mapToDouble(Processes::ownCpuSeconds).sum();
	}

	private static double ownCpuSeconds(ProcessHandle process) {
		String statistics = read(Path.of("/proc", Long.toString(process.pid()), "stat"));
		return statistics.isEmpty() ? 0 : ownCpuSeconds(statistics);
	}

	// Behind the name, which may hold anything: user, system, and the same of ended
	// children.
	static double ownCpuSeconds(String statistics) {
		String[] numbers = statistics.substring(statistics.lastIndexOf(')') + 2).strip().split(" ");
		double ticks = 0;
		for (int index = USER_TICKS; index < STATISTICS; index++) {
			ticks += Double.parseDouble(numbers[index]);
		}
		return ticks / TICKS_A_SECOND;
	}

	/**
	 * Megabytes (of 1,048,576 bytes) of the process that are in memory, shared ones
	 * included.
	 */
	public static double residentMegabytes(long pid) {
		return field(pid, "VmRSS:");
	}

	/** The largest that it ever had. */
	public static double peakResidentMegabytes(long pid) {
		return field(pid, "VmHWM:");
	}

	private static double field(long pid, String name) {
		return read(Path.of("/proc", Long.toString(pid), "status")).lines()
			.filter((line) -> line.startsWith(name))
			.map((line) -> line.replaceAll("[^0-9]", ""))
			.mapToDouble((kilobytes) -> Double.parseDouble(kilobytes) / 1024)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"));
	}

	private static Stream<ProcessHandle> family(long pid) {
		return ProcessHandle.of(pid).stream().flatMap((root) -> Stream.concat(Stream.of(root), root.descendants()));
	}

	// Empty if the process ends meanwhile.
	private static String read(Path file) {
		try {
			return Files.exists(file) ? Files.readString(file) : "";
		}
		catch (NoSuchFileException ex) {
			return "";
		}
		catch (IOException ex) {
			if (String.valueOf(ex.getMessage()).contains("No such process")) {
				return "";
			}
			throw new UncheckedIOException(ex);
		}
	}

}
