package io.followsync.deployment.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapedLabelsTests {

	/** The labels that the Prometheus operator adds to a target of a ServiceMonitor. */
	private static final Set<String> OF_TARGETS = Set.of("endpoint", "pod", "service", "namespace", "container", "job",
			"instance", "node");

	/**
	 * The labels in the table of docs/metrics.md; tests of the services compare that
	 * table with the exported metrics.
	 */
	private static final Pattern LABELS = Pattern.compile("(?m)^\\| `followsync_\\w+` \\|[^|]*\\|[^|]*\\|([^|]*)\\|");

	// Prometheus would rename our label, and every rule that uses it would match nothing.
	@Test
	void ourLabelsDoNotClashWithTargetLabels() throws IOException {
		String table = Files.readString(Manifests.ROOT.resolve("docs/metrics.md"));
		Set<String> ours = LABELS.matcher(table)
			.results()
			.flatMap((row) -> Arrays.stream(row.group(1).split(",")))
			.map(String::strip)
			.filter((label) -> !label.isEmpty())
			.collect(Collectors.toSet());

		assertThat(ours).contains("call", "outcome", "list").doesNotContainAnyElementsOf(OF_TARGETS);
	}

}
