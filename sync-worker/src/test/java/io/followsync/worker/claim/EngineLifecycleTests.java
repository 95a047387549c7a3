package io.followsync.worker.claim;

import java.time.Duration;
import java.util.List;

import io.followsync.worker.due.DueWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class EngineLifecycleTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Test
	void startsAndStopsWithTheApplication() {
		JobEngine engine;
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(Claims.class, () -> new ScriptedClaims(Mono.empty()));
			context.registerBean(WakeUps.class, NoWakeUps::new);
			context.registerBean(HeldJob.Runner.class, () -> (job, sender) -> Mono.empty());
			context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
			context.registerBean(WorkerProperties.class,
					() -> new WorkerProperties(5, 3, MINUTE, MINUTE, MINUTE, MINUTE, MINUTE));
			context.registerBean(JobProperties.class, () -> new JobProperties(MINUTE, MINUTE, MINUTE));
			context.registerBean(DueWork.class, NoDueWork::new);
			context.register(HeldJobs.class, Claiming.class, Draining.class, JobEngine.class);
			context.refresh();
			engine = context.getBean(JobEngine.class);
			assertThat(engine.isRunning()).isTrue();
		}
		assertThat(engine.isRunning()).isFalse();
	}

	private record NoDueWork() implements DueWork<Void> {

		@Override
		public String name() {
			return "nothing";
		}

		@Override
		public Mono<List<Void>> take(int most) {
			return Mono.just(List.of());
		}

		@Override
		public Mono<Void> carryOut(Void work) {
			return Mono.empty();
		}

	}

}
