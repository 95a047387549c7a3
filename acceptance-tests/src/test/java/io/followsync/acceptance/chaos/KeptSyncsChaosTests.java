package io.followsync.acceptance.chaos;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.kept.WatchedAccount;
import io.followsync.acceptance.simulator.Audit;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * In each round, accounts change, are synced, and workers are killed or stopped
 * meanwhile: at random moments, or in the middle of a reconcile.
 */
@ChaosTest
@StackTest(StackKind.ROUGH)
@Order(41)
class KeptSyncsChaosTests {

	private static final Duration IN_TIME = Duration.ofSeconds(60);

	private static final Population LISTS = Population.of(230, 160, 90).inLargePages().answeringIn(50);

	/** More than refused probes that end all probing. */
	private static final int REFUSALS = 5;

	// The last statement of a reconcile waits for the lock on its table.
	private static final String RECONCILING = """
			SELECT DISTINCT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
			WHERE l.relation = 'insights'::regclass AND NOT l.granted AND a.application_name LIKE 'worker-%'""";

	@Test
	void killsDuringSyncsNeitherLoseNorRepeatEvents(Stack stack, Disorder disorder) {
		Starts starts = new Starts();
		Map<WatchedAccount, Churn> accounts = new LinkedHashMap<>();
		for (int i = 0; i < disorder.amount(3, 12); i++) {
			WatchedAccount account = WatchedAccount.signIn(stack, LISTS);
			accounts.put(account, new Churn(account.instagram(), disorder));
		}
		for (Blow blow : blows(disorder)) {
			starts.awaitAll();
			ServiceProcess victim = (blow == Blow.KILL_WHILE_RECONCILING)
					? killWhileReconciling(stack, accounts.keySet()) : strike(stack, accounts.keySet(), blow, disorder);
			starts.begin(victim);
			accounts.forEach((account, churn) -> {
				account.count(completed(account));
				account.instagram().clearFaults();
				churn.happen();
				if (disorder.oneIn(3)) {
					account.instagram().fault("show", 1, REFUSALS, "html_shell");
				}
			});
		}
		starts.awaitAll();
		accounts.keySet().forEach(WatchedAccount::sync);

		accounts.keySet().forEach(KeptSyncsChaosTests::assertThatAllIsWell);
		Soundness.assertThatNothingIsLeftOver(stack);
	}

	private static ServiceProcess killWhileReconciling(Stack stack, Iterable<WatchedAccount> accounts) {
		ServiceProcess[] victim = new ServiceProcess[1];
		stack.tables().whileLocked("insights", () -> {
			start(accounts);
			String name = await().atMost(IN_TIME)
				.until(() -> stack.tables().column(RECONCILING), (waiting) -> !waiting.isEmpty())
				.getFirst();
			victim[0] = stack.workers()
				.stream()
				.filter((worker) -> worker.name().equals(name))
				.findFirst()
				.orElseThrow();
			victim[0].kill();
		});
		return victim[0];
	}

	private static ServiceProcess strike(Stack stack, Iterable<WatchedAccount> accounts, Blow blow, Disorder disorder) {
		start(accounts);
		new Work(stack.tables()).awaitPages(disorder.between(1, 8));
		ServiceProcess victim = disorder.oneOf(stack.workers());
		if (blow == Blow.KILL) {
			victim.kill();
		}
		else {
			victim.signalToStop();
			victim.awaitStop();
		}
		return victim;
	}

	/** However often a sync is requested, there is one. */
	private static void start(Iterable<WatchedAccount> accounts) {
		for (WatchedAccount account : accounts) {
			List<Reply> replies = Stream.generate(() -> account.kept().requestSync()).limit(2).toList();
			assertThat(replies).allMatch((reply) -> reply.status() == 202);
			assertThat(replies.stream().map((reply) -> reply.text("id")).distinct()).hasSize(1);
		}
	}

	private static JsonNode completed(WatchedAccount account) {
		String sync = account.kept().ask("/syncs?limit=1").items().getFirst().path("id").asString();
		JsonNode ended = account.kept().awaitEnd(sync);
		assertThat(ended.path("state").asString()).as("end of %s", ended).isEqualTo("COMPLETED");
		return ended;
	}

	private static void assertThatAllIsWell(WatchedAccount account) {
		account.assertThatHistoryIsTrue();
		Audit audit = account.instagram().audit();
		assertThat(Soundness.atOnce(account.instagram(), audit)).as("requests of an account at once").isZero();
		Soundness.assertThatItsBudgetHeld(account.instagram(), audit);
	}

	private static List<Blow> blows(Disorder disorder) {
		return disorder.shuffled(
				Stream
					.of(Collections.nCopies(disorder.amount(1, 10), Blow.KILL_WHILE_RECONCILING),
							Collections.nCopies(disorder.amount(1, 10), Blow.KILL),
							Collections.nCopies(disorder.amount(1, 5), Blow.STOP))
					.flatMap(List::stream)
					.toList());
	}

	/** What happens to a worker. */
	private enum Blow {

		KILL, KILL_WHILE_RECONCILING, STOP

	}

}
