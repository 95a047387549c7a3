package io.followsync.benchmarks.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one benchmark found.
 *
 * @param product the commit that was measured, with {@code -dirty} if files had changed
 * since
 * @param rounds that were asked for
 * @param machine what describes the machine, by name
 * @param conditions what differs from run to run on one machine, by name; older reports
 * have none
 * @param versions of the servers and peers beside the product, by name
 * @param rows those of a benchmark that failed are not complete
 * @param charts their names
 * @param notMeasured what was not measured, and why, in a sentence each
 */
public record Result(LocalDate date, String product, int rounds, Map<String, String> machine,
		Map<String, String> conditions, Map<String, String> versions, List<Row> rows, List<String> charts,
		List<String> notMeasured) {

	public Result {
		conditions = Objects.requireNonNullElse(conditions, Map.of());
	}

}
