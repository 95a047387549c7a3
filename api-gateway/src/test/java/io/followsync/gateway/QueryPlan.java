package io.followsync.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.r2dbc.core.DatabaseClient;

/** How PostgreSQL ran a statement without parameters. */
public record QueryPlan(JsonNode root) {

	public static QueryPlan of(DatabaseClient database, String statement) {
		return new QueryPlan(JsonMapper.shared()
			.readTree(database.sql("EXPLAIN (ANALYZE, FORMAT JSON) " + statement)
				.map((row) -> row.get(0, String.class))
				.one()
				.block())
			.path(0)
			.path("Plan"));
	}

	/** The scans of a table, or of its partitions, under an alias that begins so. */
	public List<JsonNode> scans(String table, String alias) {
		return find((node) -> node.path("Relation Name").asString("").startsWith(table)
				&& node.path("Alias").asString("").startsWith(alias));
	}

	public List<JsonNode> find(Predicate<JsonNode> condition) {
		List<JsonNode> found = new ArrayList<>();
		collect(this.root, condition, found);
		return found;
	}

	/** How many rows nodes read in all. */
	public static long rows(List<JsonNode> nodes) {
		return nodes.stream()
			.mapToLong(
					(node) -> (long) (node.path("Actual Rows").doubleValue() * node.path("Actual Loops").doubleValue()))
			.sum();
	}

	private static void collect(JsonNode node, Predicate<JsonNode> condition, List<JsonNode> found) {
		if (condition.test(node)) {
			found.add(node);
		}
		node.path("Plans").forEach((child) -> collect(child, condition, found));
	}

}
