package io.followsync.gateway.relationships;

import java.util.List;
import java.util.stream.Collectors;

import io.followsync.job.ListKind;

/**
 * The statement that reads a page of a view: along an index, from where the last page
 * ended.
 */
record ViewStatement(RelationshipView view, RelationshipFilter filter) {

	// In parts that are in the order of the index, each with its own bound.
	private static final String PART = """
			(SELECT r.list, r.member_key, r.username, r.since, r.absent_at, r.missed_at, r.seen_at, r.until, r.reciprocated
			   FROM relationships r
			  WHERE r.account_id = :account AND %s AND (%s) %s (%s)
			  ORDER BY %s LIMIT :scanned)
			""";

	private static final String SHOWN = "r.list = '%s' AND r.reciprocated = %s AND r.until IS NULL AND r.missed_at IS NULL";

	private static final String ENDED = "r.list = '%s' AND r.until > :lost";

	private static final String MISSED = "r.until IS NULL AND r.missed_at IS NOT NULL";

	private static final String PAGE = """
			WITH scanned AS MATERIALIZED (
			  SELECT * FROM (%1$s) parts ORDER BY %2$s LIMIT :scanned),
			matching AS (
			  SELECT s.*, m.full_name, m.verified, m.private, w.member_key IS NOT NULL AS whitelisted
			    FROM scanned s JOIN members m ON m.key = s.member_key
			    LEFT JOIN whitelisted_members w ON w.account_id = :account AND w.member_key = s.member_key
			   WHERE (:name::text IS NULL OR strpos(lower(s.username), lower(:name)) > 0 OR strpos(lower(m.full_name), lower(:name)) > 0)
			     AND (:gained::timestamptz IS NULL OR s.since > :gained AND s.absent_at IS NOT NULL)
			     AND (:verified::boolean IS NULL OR m.verified = :verified)
			     AND (:private::boolean IS NULL OR m.private = :private)
			     AND (:whitelisted::boolean IS NULL OR (w.member_key IS NOT NULL) = :whitelisted)
			   ORDER BY %2$s LIMIT :limit),
			-- where the next page goes on if this one is not full
			last_scanned AS (
			  SELECT %4$s AS last_value, member_key AS last_key, list::text AS last_list
			    FROM scanned WHERE (SELECT count(*) FROM scanned) = :scanned ORDER BY %3$s LIMIT 1)
			SELECT m.*, m.list::text AS list_name, %5$s AS confirmed, e.*
			  FROM (SELECT) one LEFT JOIN last_scanned e ON true LEFT JOIN matching m ON true
			 ORDER BY %2$s
			""";

	String text() {
		String parts = this.view.list().map(this::parts).orElseGet(() -> part(MISSED));
		return PAGE.formatted(parts, order("", false), order("", true), this.filter.order().column(), confirmed());
	}

	/** Whether the position has three parts. */
	boolean isOfBothLists() {
		return this.view.list().isEmpty();
	}

	private String parts(ListKind list) {
		return (this.filter.lostSince() != null) ? part(ENDED.formatted(list))
				: this.view.reciprocated()
					.stream()
					.map((reciprocated) -> part(SHOWN.formatted(list, reciprocated)))
					.collect(Collectors.joining(" UNION ALL "));
	}

	private String part(String condition) {
		return PART.formatted(this.filter.isBoundByGain() ? condition + " AND r.since > :gained" : condition,
				String.join(", ", columns("r.")), this.filter.order().comparison(),
				isOfBothLists() ? ":from, :key, :list::list_kind" : ":from, :key", order("r.", false));
	}

	private String order(String table, boolean isReversed) {
		return this.filter.order().columns(isReversed, columns(table));
	}

	private List<String> columns(String table) {
		String column = table + this.filter.order().column();
		return isOfBothLists() ? List.of(column, table + "member_key", table + "list")
				: List.of(column, table + "member_key");
	}

	private String confirmed() {
		if (this.view == RelationshipView.UNCONFIRMED) {
			return "false";
		}
		return this.view.needsAbsence() ? this.view.list().map((list) -> OneSided.condition(list, "m")).orElseThrow()
				: "true";
	}

}
