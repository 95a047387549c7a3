package io.followsync.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.followsync.acceptance.client.Gateway;
import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.client.Upload;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.PreviousRelease;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The release before this one and this one share a database and a broker. */
@Tag("full")
@StackTest(StackKind.UPGRADED)
@Order(50)
class UpgradeAcceptanceTests {

	private static final Instant EXPORTED = Instant.parse("2026-10-01T12:00:00Z");

	private static final Population SLOW = Population.small().answeringIn(100);

	private final List<Submitted> jobs = new ArrayList<>();

	/** A job and who should not follow back. */
	private record Submitted(String job, List<String> notFollowingBack) {
	}

	@Test
	void twoReleasesWorkSideBySideAndLoseNothing(Stack stack) {
		try (PreviousRelease previous = PreviousRelease.replace(stack)) {
			Gateway old = new Gateway(previous.gateway().url());
			submit(stack, old);

			// Migrates the database beneath the old ones, which work on.
			stack.parts().gateway().start();
			submit(stack, old);
			stack.worker(1).start();
			submit(stack, old);
			submit(stack, stack.gateway());

			restart(previous.worker());
			submit(stack, stack.gateway());
			restart(stack.worker(1));
			restart(stack.parts().gateway());
			restart(previous.gateway());
			submit(stack, old);
			submit(stack, stack.gateway());

			previous.worker().terminate();
			submit(stack, old);
			this.jobs.subList(this.jobs.size() - 2, this.jobs.size())
				.forEach((submitted) -> assertTruth(old, submitted));
			previous.gateway().terminate();
			submit(stack, stack.gateway());
			String later = insertJobOfALaterRelease(stack);

			this.jobs.forEach((submitted) -> assertTruth(stack.gateway(), submitted));
			assertThat(stack.tables().column("SELECT state || ' ' || fence FROM jobs WHERE id = '" + later + "'"))
				.as("the job of a later release")
				.containsExactly("QUEUED 0");
		}
	}

	private void submit(Stack stack, Gateway gateway) {
		Account account = stack.instagram().place(SLOW);
		this.jobs.add(new Submitted(gateway.submit(account.session()), account.truth().notFollowingBack()));
		this.jobs.add(new Submitted(gateway.upload(export()), people(30, 60)));
	}

	private static void restart(ServiceProcess service) {
		service.kill();
		service.start();
	}

	private static void assertTruth(Gateway gateway, Submitted submitted) {
		gateway.awaitResult(submitted.job());
		assertThat(gateway.result(submitted.job()).ndjson("notFollowingBack")).extracting(ResultRow::username)
			.containsExactlyInAnyOrderElementsOf(submitted.notFollowingBack());
	}

	private static String insertJobOfALaterRelease(Stack stack) {
		return stack.tables()
			.column("""
					INSERT INTO jobs (id, kind, source, state, lane, capability_hash, capability_sealed, dispatch_at)
					VALUES (gen_random_uuid(), 'WEEKLY_DIGEST', 'CARRIER_PIGEON', 'QUEUED', 'a:1', 'later', '', deciding_time())
					RETURNING id::text""")
			.getFirst();
	}

	private static Upload export() {
		return Upload
			.loose(Map.of("followers_1.json", ExportFiles.followers(people(0, 30), EXPORTED, Duration.ofDays(20)),
					"following.json", ExportFiles.following(people(10, 60), EXPORTED, Duration.ofDays(7))));
	}

	private static List<String> people(int from, int to) {
		return IntStream.range(from, to).mapToObj("person.%03d"::formatted).toList();
	}

}
