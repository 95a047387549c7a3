package io.followsync.acceptance.monitoring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Event;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.StackConfig;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** Runs after the tests that make the stack do many different things. */
@Tag("full")
@StackTest(StackKind.QUIET)
@Order(18)
class MonitoringAcceptanceTests {

	private static final Duration BOUND = Duration.ofSeconds(90);

	// Prometheus' own, which exists while an alert fires, and failures, of which there
	// may
	// have been none.
	private static final Pattern NOT_ALWAYS = Pattern
		.compile("ALERTS.*|.*outcome!=\"delivered\".*|.*outcome=\"SERVER_ERROR\".*");

	@Test
	void everyMetricOfRulesAndDashboardsHasData(Stack stack) {
		Optional<Path> program = PrometheusServer.program();
		assumeThat(program)
			.as("NOT TESTED: rules and dashboards over real data, because Prometheus is not installed "
					+ "(Debian: prometheus)")
			.isPresent();
		StackConfig.Ports ports = stack.parts().config().ports();
		try (PrometheusServer prometheus = PrometheusServer.start(program.orElseThrow(),
				Path.of("target", "prometheus").toAbsolutePath(), List.of(ports.gatewayManagement()),
				List.of(ports.worker(1), ports.worker(2)))) {
			await().atMost(BOUND).until(() -> prometheus.scrapes(3));
			work(stack);

			await().atMost(BOUND)
				.pollInterval(Duration.ofSeconds(1))
				.untilAsserted(() -> assertThat(withoutData(prometheus)).as("metrics without data").isEmpty());
			assertThat(MonitoringFiles.dashboardExpressions()).hasSizeGreaterThan(50).allSatisfy(prometheus::query);
			assertThat(prometheus.query("followsync:pages:rate5m > 0")).isNotEmpty();
		}
	}

	/** Runs jobs on both workers, watched by a client. */
	private static void work(Stack stack) {
		List<String> jobs = Stream.generate(() -> stack.instagram().place(Population.small().answeringIn(50)))
			.limit(6)
			.map(Account::session)
			.map(stack.gateway()::submit)
			.toList();
		stack.gateway().events(jobs.getFirst()).watchUntil(Event::isTerminal);
		jobs.forEach(stack.gateway()::awaitResult);
	}

	private static Set<String> withoutData(PrometheusServer prometheus) {
		return expressions()
			.flatMap((expression) -> Stream.concat(expression.metrics().stream(), expression.selections().stream()))
			.filter((metric) -> !NOT_ALWAYS.matcher(metric).matches())
			.distinct()
			.filter((metric) -> !prometheus.has(metric))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Stream<Expression> expressions() {
		Stream<String> ofRules = MonitoringFiles.rules().stream().map((rule) -> rule.get("expr").toString());
		return Stream.concat(ofRules, MonitoringFiles.dashboardExpressions().stream()).map(Expression::new);
	}

}
