package io.followsync.gateway.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.relationships.Between;
import io.followsync.gateway.relationships.OneSided;
import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/**
 * What one account knows of a member. Earlier names come from the account's own events
 * and never from the member's earlier profiles: the syncs of other accounts wrote those,
 * too, and would tell when they saw whom.
 */
@Repository
public class MemberHistories {

	// Intervals are few: each takes two syncs at least.
	private static final String FIND = """
			SELECT m.key, r.username, m.full_name, m.verified, m.private,
			  EXISTS (SELECT FROM whitelisted_members w WHERE w.account_id = :account AND w.member_key = :member) AS whitelisted,
			  ARRAY(SELECT e.old_username FROM events e
			         WHERE e.account_id = :account AND e.member_key = :member AND e.kind = 'RENAMED'
			         ORDER BY e.seq DESC LIMIT 100) AS earlier_names,
			  r.list::text AS list, r.absent_at, r.since, r.seen_at, coalesce(r.until, r.missed_at) AS missed_at,
			  r.until IS NOT NULL AS has_ended,
			  r.until IS NOT NULL OR r.missed_at IS NULL AND (r.reciprocated
			    OR r.list = 'FOLLOWERS' AND %s OR r.list = 'FOLLOWING' AND %s) AS confirmed
			  FROM relationships r JOIN members m ON m.key = r.member_key
			 WHERE r.account_id = :account AND r.list IN ('FOLLOWERS', 'FOLLOWING') AND r.member_key = :member
			 ORDER BY r.since DESC, r.list
			"""
		.formatted(OneSided.condition(ListKind.FOLLOWERS, "r"), OneSided.condition(ListKind.FOLLOWING, "r"));

	private final DatabaseClient database;

	MemberHistories(DatabaseClient database) {
		this.database = database;
	}

	/** Empty for whoever never was in a list of the account. */
	public Mono<MemberHistory> find(AccountId account, long memberKey) {
		return UncancellableWork
			.from(this.database.sql(FIND)
				.bind("account", account.value())
				.bind("member", memberKey)
				.map(MemberHistories::row)
				.all()
				.collectList())
			.filter((rows) -> !rows.isEmpty())
			.map(MemberHistories::merge);
	}

	/** Each row is the member with one interval. */
	private static MemberHistory merge(List<MemberHistory> rows) {
		MemberHistory latest = rows.stream()
			.filter((row) -> row.intervals().getFirst().isShown())
			.findFirst()
			.orElseGet(rows::getFirst);
		return new MemberHistory(latest.memberKey(), latest.username(), latest.fullName(), latest.verified(),
				latest.isPrivate(), latest.whitelisted(), rows.stream().allMatch(MemberHistory::confirmed),
				latest.earlierNames().stream().distinct().filter((name) -> !name.equals(latest.username())).toList(),
				rows.stream().flatMap((row) -> row.intervals().stream()).toList());
	}

	private static MemberHistory row(Readable row) {
		return new MemberHistory(required(row, "key", Long.class), required(row, "username", String.class),
				required(row, "full_name", String.class), required(row, "verified", Boolean.class),
				required(row, "private", Boolean.class), required(row, "whitelisted", Boolean.class),
				required(row, "confirmed", Boolean.class),
				Arrays.asList(required(row, "earlier_names", String[].class)), List.of(interval(row)));
	}

	private static MemberHistory.Interval interval(Readable row) {
		boolean hasEnded = required(row, "has_ended", Boolean.class);
		Instant missedAt = row.get("missed_at", Instant.class);
		Between left = (missedAt != null) ? new Between(required(row, "seen_at", Instant.class), missedAt) : null;
		return new MemberHistory.Interval(ListKind.valueOf(required(row, "list", String.class)),
				new Between(row.get("absent_at", Instant.class), required(row, "since", Instant.class)),
				hasEnded ? left : null, hasEnded ? null : left);
	}

}
