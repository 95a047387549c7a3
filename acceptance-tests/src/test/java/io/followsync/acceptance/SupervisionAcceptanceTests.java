package io.followsync.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.process.Supervisor;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each part is killed from outside, by its process id, while a job runs. */
@Tag("full")
@StackTest(StackKind.ROUGH)
@Order(31)
class SupervisionAcceptanceTests {

	private static final List<String> PARTS = List.of("PostgreSQL", "Kafka", "simulator", "gateway", "worker-1");

	private static final Duration IN_TIME = Duration.ofSeconds(300);

	private static final Population SLOW = Population.small().answeringIn(250);

	@Test
	void restartsEachKilledPartAndContinuesItsWork(Stack stack) {
		Map<String, Account> jobs = new LinkedHashMap<>();
		Reports reports = new Reports();
		try (Supervisor supervisor = stack.parts().supervise(Supervisor.RestartPolicy.usual(), reports)) {
			for (String part : PARTS) {
				reports.lines.clear();
				Account running = stack.instagram().place(SLOW);
				jobs.put(stack.gateway().submit(running.session()), running);
				running.awaitPages(3);

				assertThat(process(part, stack).destroyForcibly()).isTrue();

				await().atMost(IN_TIME).untilAsserted(() -> assertThat(reports.lines).hasSize(2));
				assertThat(reports.lines.getFirst()).startsWith(part + " ended ");
				assertThat(reports.lines.getLast()).isEqualTo(part + " restarted");
				Account later = stack.instagram().place(Population.small());
				jobs.put(await().atMost(IN_TIME)
					.ignoreExceptions()
					.until(() -> stack.gateway().submit(later.session()), (job) -> !job.isEmpty()), later);
			}

			jobs.forEach((job, account) -> assertThatItIsTheTruth(stack, job, account));
			assertThat(reports.lines).as("nothing else ended").hasSize(2);
		}
	}

	private static void assertThatItIsTheTruth(Stack stack, String job, Account account) {
		stack.gateway().awaitResult(job);
		assertThat(stack.gateway().result(job).ndjson("notFollowingBack")).extracting(ResultRow::username)
			.isEqualTo(account.truth().notFollowingBack());
	}

	private static ProcessHandle process(String part, Stack stack) {
		Path data = stack.parts().config().data();
		return switch (part) {
			case "PostgreSQL" ->
				ProcessHandle.of(Long.parseLong(firstLine(data.resolve("postgres/data/postmaster.pid")))).orElseThrow();
			case "Kafka" -> ProcessHandle.current()
				.descendants()
				.filter((process) -> process.info()
					.commandLine()
					.filter((line) -> line.contains("BrokerMain " + data.resolve("kafka")))
					.isPresent())
				.findFirst()
				.orElseThrow();
			default -> stack.parts()
				.services()
				.stream()
				.filter((service) -> service.name().equals(part))
				.map((service) -> ProcessHandle.of(service.pid()).orElseThrow())
				.findFirst()
				.orElseThrow();
		};
	}

	private static String firstLine(Path file) {
		try {
			return Files.readAllLines(file).getFirst().strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static final class Reports implements Supervisor.Listener {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		@Override
		public void failed(String part, String reason, Duration pause) {
			this.lines.add(part + " " + reason);
		}

		@Override
		public void restarted(String part) {
			this.lines.add(part + " restarted");
		}

		@Override
		public void gaveUp(String part, String reason, int failures) {
			this.lines.add(part + " gave up: " + reason);
		}

	}

}
