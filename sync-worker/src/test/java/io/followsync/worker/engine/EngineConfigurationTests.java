package io.followsync.worker.engine;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;

import io.followsync.worker.budget.Budget;
import io.followsync.worker.budget.BudgetProperties;
import io.followsync.worker.budget.r2dbc.BudgetForTests;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.Ledger;
import io.followsync.worker.ledger.LedgerProperties;
import io.followsync.worker.progress.ProgressPublisher;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.tracing.Spans;
import io.followsync.worker.verdict.CompletenessProperties;
import io.followsync.worker.wakeup.WakeUps;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class EngineConfigurationTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Test
	void theEngineStartsAndStopsWithTheApplication() {
		JobEngine engine;
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			registerWhatTheEngineNeeds(context);
			context.register(EngineConfiguration.class);
			context.refresh();
			engine = context.getBean(JobEngine.class);
			assertThat(engine.isRunning()).isTrue();
		}
		assertThat(engine.isRunning()).isFalse();
	}

	private static void registerWhatTheEngineNeeds(AnnotationConfigApplicationContext context) {
		context.registerBean(Claims.class, () -> new ScriptedClaims(List.of(), Mono.empty()));
		context.registerBean(Ledger.class, () -> unused(Ledger.class));
		context.registerBean(Budget.class, () -> unused(Budget.class));
		context.registerBean(ProgressPublisher.class, () -> unused(ProgressPublisher.class));
		context.registerBean(WakeUps.class, NoWakeUps::new);
		context.registerBean(ListSource.class, ScriptedSource::new);
		context.registerBean(Spans.class, () -> Spans.NONE);
		context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
		context.registerBean(EngineProperties.class,
				() -> new EngineProperties(5, 3, MINUTE, MINUTE, MINUTE, MINUTE, MINUTE));
		context.registerBean(FailureProperties.class, () -> EngineHarness.FAILURES);
		context.registerBean(CompletenessProperties.class,
				() -> new CompletenessProperties(0.05, 0.15, 0.01, 2, 5000, 20));
		context.registerBean(BudgetProperties.class, () -> BudgetForTests.limits(10, 10));
		context.registerBean(LedgerProperties.class,
				() -> new LedgerProperties(MINUTE, MINUTE, MINUTE, MINUTE, MINUTE));
	}

	private static <T> T unused(Class<T> port) {
		return port
			.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] { port }, (proxy, method, given) -> {
				throw new IllegalStateException(method + " was not to be used");
			}));
	}

}
