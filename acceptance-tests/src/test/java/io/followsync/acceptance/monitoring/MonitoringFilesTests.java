package io.followsync.acceptance.monitoring;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks what promtool does not check. */
class MonitoringFilesTests {

	private static final String RUNBOOKS = "docs/runbooks.md";

	@TestFactory
	List<DynamicTest> anAlertHasARunbookASeverityAndATestOfBothSides() {
		String runbooks = MonitoringFiles.text(Path.of("..", RUNBOOKS));
		return MonitoringFiles.alerts()
			.stream()
			.map((alert) -> DynamicTest.dynamicTest(name(alert), () -> assertWhole(alert, runbooks)))
			.toList();
	}

	private static void assertWhole(Map<?, ?> alert, String runbooks) {
		String name = name(alert);
		Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
		assertThat(annotations.get("runbook_url")).isEqualTo(RUNBOOKS + "#" + name.toLowerCase(Locale.ROOT));
		assertThat(runbooks).containsOnlyOnce("\n## " + name + "\n");
		assertThat(((Map<?, ?>) alert.get("labels")).get("severity")).isIn("page", "ticket");
		List<Boolean> fires = MonitoringFiles.checks()
			.stream()
			.filter((check) -> check.get("alertname").equals(name))
			.map((check) -> !((List<?>) check.get("exp_alerts")).isEmpty())
			.toList();
		assertThat(fires).as("tests in which it fires, and does not").contains(true, false);
	}

	@Test
	void everyRunbookBelongsToAnAlert() {
		List<String> sections = MonitoringFiles.text(Path.of("..", RUNBOOKS))
			.lines()
			.filter((line) -> line.startsWith("## "))
			.map((line) -> line.substring(3))
			.toList();

		assertThat(sections).isNotEmpty()
			.containsExactlyInAnyOrderElementsOf(
					MonitoringFiles.alerts().stream().map(MonitoringFilesTests::name).toList());
	}

	@Test
	void documentsNameOnlyKnownMetrics() {
		Set<String> metrics = MonitoringFiles.tabledMetrics();

		assertThat(metrics).hasSizeGreaterThan(30);
		assertThat(MonitoringFiles.documents()).hasSizeGreaterThan(10)
			.allSatisfy((document) -> assertThat(metrics).as(document.toString())
				.containsAll(MonitoringFiles.mentionedMetrics(document)));
	}

	@Test
	void expressionsUseOnlyKnownMetrics() {
		assertThat(new Expression("""
				(sum by (instance, le) (rate(a_total{x="b_total",y=~"c.*"}[5m])) > on (slo) 14.4 * d:e:f)
				and on () max(g{le="1.0"}) == 0 or vector(0)""").metrics()).isEqualTo(Set.of("a_total", "d:e:f", "g"));
	}

	private static String name(Map<?, ?> alert) {
		return alert.get("alert").toString();
	}

}
