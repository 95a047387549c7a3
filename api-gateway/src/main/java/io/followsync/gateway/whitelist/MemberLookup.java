package io.followsync.gateway.whitelist;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.job.AccountId;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/**
 * Finds the members whom entries name among those who are or were in a list of the
 * account. A name is first that of whom the last walk showed, then of whom it missed,
 * then of whoever left with it last. Members whom only another account knows are unknown.
 */
@Repository
class MemberLookup {

	private static final Pattern ID = Pattern.compile("-?[0-9]{1,19}");

	// No longer name can be stored, and no other character.
	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._]{1,100}");

	private static final String BY_KEY = """
			SELECT k.key FROM unnest(:keys::bigint[]) k (key)
			 WHERE EXISTS (SELECT FROM relationships r
			   WHERE r.account_id = :account AND r.list IN ('FOLLOWERS', 'FOLLOWING') AND r.member_key = k.key)
			""";

	// Each part along its own index.
	static final String BY_NAME = """
			SELECT DISTINCT ON (username) username, member_key FROM (
			  SELECT r.username, r.member_key, 1 AS rank, r.since AS at FROM relationships r
			   WHERE r.account_id = :account AND r.list IN ('FOLLOWERS', 'FOLLOWING') AND r.reciprocated IN (false, true)
			     AND r.username = ANY(:names) AND r.until IS NULL AND r.missed_at IS NULL
			  UNION ALL
			  SELECT r.username, r.member_key, 2, r.since FROM relationships r
			   WHERE r.account_id = :account AND r.username = ANY(:names) AND r.until IS NULL AND r.missed_at IS NOT NULL
			  UNION ALL
			  SELECT r.username, r.member_key, 3, r.until FROM relationships r
			   WHERE r.account_id = :account AND r.username = ANY(:names) AND r.until IS NOT NULL) found
			 ORDER BY username, rank, at DESC
			""";

	private final DatabaseClient database;

	MemberLookup(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * What was found.
	 *
	 * @param unknown entries that name nobody, each once, in their order
	 */
	record Found(Set<Long> keys, List<String> unknown) {
	}

	Mono<Found> find(AccountId account, WhitelistEntries entries) {
		return Mono.zip(byKey(account, entries.ids()), byName(account, entries.names()))
			.map((found) -> merge(entries, found.getT1(), found.getT2()));
	}

	private static Found merge(WhitelistEntries entries, Set<Long> byKey, Map<String, Long> byName) {
		Set<Long> keys = new HashSet<>(byKey);
		keys.addAll(byName.values());
		return new Found(keys,
				Stream
					.concat(unknown(entries.ids(), (id) -> parse(id).stream().anyMatch(byKey::contains)),
							unknown(entries.names(), (name) -> byName.containsKey(normalize(name))))
					.toList());
	}

	private static Stream<String> unknown(List<String> entries, Function<String, Boolean> isKnown) {
		Set<String> unknown = new LinkedHashSet<>(entries);
		unknown.removeIf(isKnown::apply);
		return unknown.stream();
	}

	private Mono<Set<Long>> byKey(AccountId account, List<String> ids) {
		Long[] keys = ids.stream().flatMap((id) -> parse(id).stream().boxed()).distinct().toArray(Long[]::new);
		return (keys.length == 0) ? Mono.just(Set.of())
				: UncancellableWork.from(this.database.sql(BY_KEY)
					.bind("account", account.value())
					.bind("keys", keys)
					.mapValue(Long.class)
					.all()
					.collectList()
					.map(Set::copyOf));
	}

	private Mono<Map<String, Long>> byName(AccountId account, List<String> entries) {
		String[] names = entries.stream()
			.map(MemberLookup::normalize)
			.filter((name) -> NAME.matcher(name).matches())
			.distinct()
			.toArray(String[]::new);
		return (names.length == 0) ? Mono.just(Map.of()) : UncancellableWork.from(this.database.sql(BY_NAME)
			.bind("account", account.value())
			.bind("names", names)
			.map((row) -> Map.entry(required(row, "username", String.class), required(row, "member_key", Long.class)))
			.all()
			.collectMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static OptionalLong parse(String id) {
		try {
			return ID.matcher(id).matches() ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
		}
		catch (NumberFormatException ex) {
			return OptionalLong.empty(); // beyond 64 bits
		}
	}

	// Instagram's names have no capital letters.
	private static String normalize(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
