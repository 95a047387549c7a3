package io.followsync.acceptance.tracing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("full")
@StackTest(StackKind.QUIET)
@Order(17)
class TracingAcceptanceTests {

	private static final Duration BOUND = Duration.ofSeconds(60);

	@Test
	void oneTraceSpansSubmissionPagesStatementsAndEvents(Stack stack) {
		List<CollectedSpan> spans = traceOfAJob(stack);

		CollectedSpan call = named(spans, "http post /api/analyze").getFirst();
		assertThat(call.service()).isEqualTo("api-gateway");
		assertThat(call.parent()).isEmpty();
		assertThat(named(spans, "sync.requests send")).extracting(CollectedSpan::service)
			.containsExactly("api-gateway");
		CollectedSpan run = named(spans, "job run").getFirst();
		assertThat(run.service()).isEqualTo("sync-worker");
		assertThat(run.attributes()).containsKey("followsync.job");
		assertThat(named(spans, "page")).hasSizeGreaterThan(2)
			.allSatisfy((page) -> assertThat(page.parent()).isEqualTo(run.id()))
			.extracting((page) -> page.attributes().get("followsync.list"))
			.contains("FOLLOWERS", "FOLLOWING");
		assertThat(named(spans, "instagram request")).hasSizeGreaterThan(2)
			.extracting((request) -> request.attributes().get("followsync.outcome"))
			.containsOnly("delivered");
		assertThat(statements(spans, named(spans, "page"))).as("of pages, in %s", spans)
			.anyMatch((sql) -> sql.contains("INSERT INTO sync_pages"));
		assertThat(statements(spans, List.of(call))).as("of the call, in %s", spans)
			.anyMatch((sql) -> sql.contains("INSERT INTO jobs"));
		assertThat(named(spans, "sync.progress send")).isNotEmpty()
			.extracting(CollectedSpan::service)
			.containsOnly("sync-worker");
	}

	@Test
	void logsOfBothServicesNameTheTrace(Stack stack) {
		String trace = traceOfAJob(stack).getFirst().trace();

		assertThat(lines(stack, "gateway")).anyMatch((line) -> line.contains("Accepted") && line.contains(trace));
		assertThat(lines(stack, "worker")).anyMatch((line) -> line.contains("job ended") && line.contains(trace));
	}

	private static List<String> lines(Stack stack, String service) {
		return stack.logs()
			.stream()
			.filter((log) -> log.getFileName().toString().startsWith(service))
			.flatMap(TracingAcceptanceTests::lines)
			.toList();
	}

	private static Stream<String> lines(Path log) {
		try {
			return Files.readAllLines(log).stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void anErrorNamesItsTrace(Stack stack) {
		Reply reply = stack.gateway().http().get("/api/v1/jobs/0000000000000000");

		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.text("traceId")).matches("[0-9a-f]{32}").isEqualTo(reply.header("X-Trace-Id"));
		await().atMost(BOUND).untilAsserted(() -> assertThat(spans(stack)).anySatisfy((span) -> {
			assertThat(span.trace()).isEqualTo(reply.text("traceId"));
			assertThat(span.attributes()).containsEntry("status", "404");
		}));
	}

	/** The trace of a job's run and of the call that led to it. */
	private static List<CollectedSpan> traceOfAJob(Stack stack) {
		Set<String> before = stack.tables().jobs();
		// A worker whose slot comes free looks for work, and a run found that way would
		// have a trace of its own.
		await().atMost(BOUND).until(() -> stack.sumOfWorkers("followsync_slots_taken", Map.of()) == 0);
		Account account = stack.instagram().place(Population.small());
		stack.gateway().awaitResult(stack.gateway().submit(account.session()));
		String job = stack.tables().jobs().stream().filter((id) -> !before.contains(id)).findFirst().orElseThrow();
		CollectedSpan run = await().atMost(BOUND)
			.until(() -> spans(stack).stream()
				.filter((span) -> span.name().equals("job run"))
				.filter((span) -> job.equals(span.attributes().get("followsync.job")))
				.findFirst(), (found) -> found.isPresent())
			.orElseThrow();
		assertThat(run.parent()).as("a run that began because of its wake-up").isNotEmpty();
		// Each service exports every few seconds.
		await().atMost(BOUND).until(() -> !named(trace(stack, run.trace()), "http post /api/analyze").isEmpty());
		return trace(stack, run.trace());
	}

	private static List<CollectedSpan> trace(Stack stack, String id) {
		return spans(stack).stream().filter((span) -> span.trace().equals(id)).toList();
	}

	private static List<CollectedSpan> spans(Stack stack) {
		return CollectedSpan.of(stack.spans().exports());
	}

	private static List<CollectedSpan> named(List<CollectedSpan> spans, String name) {
		return spans.stream().filter((span) -> span.name().equals(name)).toList();
	}

	private static List<String> statements(List<CollectedSpan> spans, List<CollectedSpan> parents) {
		Set<String> ids = parents.stream().map(CollectedSpan::id).collect(Collectors.toSet());
		return spans.stream()
			.filter((span) -> ids.contains(span.parent()))
			.flatMap((span) -> span.attributes().entrySet().stream())
			.filter((attribute) -> attribute.getKey().startsWith("r2dbc.query"))
			.map((attribute) -> attribute.getValue())
			.toList();
	}

}
