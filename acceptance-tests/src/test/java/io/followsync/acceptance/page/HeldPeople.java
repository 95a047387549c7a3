package io.followsync.acceptance.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tools.jackson.databind.json.JsonMapper;

/** Invented people of a kept account, as the API shows them. */
final class HeldPeople {

	private static final String SINCE = "{\"after\":\"2026-11-18T08:10:00Z\",\"before\":\"2026-11-19T08:10:00Z\"}";

	private static final String FROM_THE_BEGINNING = "{\"after\":null,\"before\":\"2026-09-03T08:10:00Z\"}";

	private static final String ROW = """
			{"key":"%d","list":"FOLLOWING","reciprocated":false,"since":%s,"until":null,"missing":null,"whitelisted":%b,%s""";

	private static final String MISSING = """
			"list":"%s","missing":{"after":"2026-11-29T08:10:00Z","before":"2026-11-30T08:10:00Z"}""";

	private static final String EVENT = """
			{"seq":%1$d,"kind":"%2$s","key":"%1$d","username":"%3$s","oldUsername":%4$s,\
			"happened":{"after":"%5$s","before":"%6$s"},"recordedAt":"%6$s","sync":"019ac7d2-5c1e-7f3a-9b61-0d6f0e6f1c55"}""";

	private HeldPeople() {
	}

	/** Rows of a view. */
	static List<String> rows(int count, int unconfirmed) {
		List<String> people = PicturesBrowserTests.people(count, unconfirmed);
		return IntStream.range(0, count)
			.mapToObj((n) -> ROW.formatted(n, (n % 5 == 0) ? SINCE : FROM_THE_BEGINNING, n % 7 == 3,
					people.get(n).substring(1)))
			.toList();
	}

	/** Rows of people whom the last walk of a list missed. */
	static List<String> missing(int count, String list) {
		return rows(count, count).stream()
			.map((row) -> row.replaceFirst("\"list\":\"FOLLOWING\"", MISSING.formatted(list))
				.replaceFirst("\"until\":null,\"missing\":null", "\"until\":null"))
			.toList();
	}

	/** Rows of the whitelist. */
	static List<String> whitelisted(int count) {
		return rows(count, 0).stream()
			.map((row) -> row.replaceFirst("\"list\".*\"whitelisted\":(true|false),",
					"\"addedAt\":\"2026-11-19T20:14:00Z\","))
			.toList();
	}

	/** One event of each kind, found by two syncs. */
	static List<String> eventsOfTwoDays() {
		List<String> today = List.of("FOLLOWED_YOU", "FOLLOWED_YOU", "FOLLOWED_YOU", "UNFOLLOWED_YOU", "LEFT_OR_GONE",
				"RENAMED");
		List<String> before = List.of("GONE", "RETURNED", "FOLLOWED_YOU", "YOU_FOLLOWED", "YOU_UNFOLLOWED");
		List<String> names = names(today.size() + before.size());
		return IntStream.range(0, names.size()).mapToObj((n) -> {
			boolean isToday = n < today.size();
			return event(names.size() - n, isToday ? today.get(n) : before.get(n - today.size()), names.get(n),
					isToday ? "2026-11-29T08:10:00Z" : "2026-11-28T08:10:00Z",
					isToday ? "2026-11-30T08:10:00Z" : "2026-11-29T08:10:00Z");
		}).toList();
	}

	static String page(List<String> rows) {
		return HeldLists.page(String.join(",", rows), "null");
	}

	/** An event that a sync at the end of the interval found. */
	static String event(int seq, String kind, String username, String after, String before) {
		String old = kind.equals("RENAMED") ? "\"" + username + ".old\"" : "null";
		return EVENT.formatted(seq, kind, username, old, after, before);
	}

	private static List<String> names(int count) {
		return rows(count, 0).stream()
			.map((row) -> JsonMapper.shared().readTree(row).path("username").stringValue())
			.toList();
	}

	/** Rows with numbered names. */
	static String numbered(int from, int to) {
		return IntStream.range(from, to)
			.mapToObj((n) -> ROW.formatted(n + 1, SINCE, false,
					"\"id\":\"%d\",\"username\":\"person%07d\",\"fullName\":\"\",\"verified\":false,\"private\":false,\"confirmed\":true}"
						.formatted(n + 1, n)))
			.collect(Collectors.joining(","));
	}

}
