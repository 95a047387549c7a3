package io.followsync.worker.relationships;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the database compares large lists: by several processes, whose hash tables fit the
 * shared memory that a container has, and without a nested loop over everybody.
 */
@Tag("full")
class LargeListsPlanTests {

	private static final int MEMBERS = 300_000;

	private static KeptHistory kept;

	private static WalkedSync second;

	// Of whose pages the statistics know nothing.
	private static WalkedSync shorter;

	@BeforeAll
	static void walkTwice() {
		kept = new KeptHistory();
		kept.keep(1, 1);
		kept.end(walked(1_000, 1, MEMBERS)).block();
		second = walked(100_000, 11, MEMBERS);
		// Autovacuum does this while so long a list is being read.
		kept.database.execute("VACUUM ANALYZE");
		shorter = walked(200_000, 1, MEMBERS / 30);
	}

	@AfterAll
	static void close() {
		kept.close();
	}

	@Test
	void comparesMembersInBoundedSharedMemory() {
		expectsParallelHashes(MemberStatements.COMPARE_ALL.replace(":account", "1").replace(":most", "100000"));
	}

	@Test
	void choosesProbesInBoundedSharedMemory() {
		expectsParallelHashes(MemberProbes.CHOOSE.replace(":most", "20"));
	}

	@Test
	void hashesTheCandidatesAmongAllMembers() {
		JsonNode plan = plan(shorter, MemberStatements.FIND.replace(":account", "1"));

		assertThat(plan.findValuesAsString("Filter")).filteredOn((filter) -> filter.contains("hashed SubPlan"))
			.as("of pages, of rows, and of their pages")
			.hasSize(3);
		assertThat(plan.findValues("Rows Removed by Join Filter")).allMatch((rows) -> rows.longValue() < MEMBERS);
	}

	private static void expectsParallelHashes(String statement) {
		List<JsonNode> hashes = plan(second, statement).findParents("Node Type")
			.stream()
			.filter((node) -> node.path("Node Type").stringValue().equals("Hash"))
			.filter((node) -> node.path("Parallel Aware").booleanValue())
			.toList();
		assertThat(hashes).isNotEmpty();
		// A third of the bound that LargeLists gives.
		assertThat(hashes.stream().mapToLong((hash) -> hash.path("Peak Memory Usage").longValue()).sum())
			.as("kilobytes")
			.isLessThan(16 * 1024);
	}

	private static JsonNode plan(WalkedSync sync, String statement) {
		String explain = "EXPLAIN (ANALYZE, FORMAT JSON) " + statement.replace(":job", "'" + sync.job() + "'");
		String plan = kept.database.client()
			.sql(MemberStatements.TABLES)
			.then()
			.then(kept.database.client().sql("INSERT INTO candidates SELECT generate_series(1, 1000)").then())
			.then(kept.database.client().sql(explain).map((row) -> row.get(0, String.class)).one())
			.as(kept.database.transaction()::transactional)
			.block();
		return JsonMapper.shared().readTree(plan).path(0);
	}

	private static WalkedSync walked(long time, long first, int members) {
		WalkedSync sync = WalkedSync.at(time, 1, Map.of(), Map.of());
		kept.load(List.of(sync));
		kept.show(sync, "FOLLOWERS", first, first + members - 1);
		kept.show(sync, "FOLLOWING", first + members / 2, first + members + members / 2 - 1);
		return sync;
	}

}
