package io.followsync.gateway.whitelist.web;

import java.util.List;

import io.followsync.gateway.whitelist.Whitelist;
import io.swagger.v3.oas.annotations.media.Schema;

/** What became of the entries of a request. */
final class WhitelistChangeJson {

	private static final int MAX_UNKNOWN = 1_000;

	private static final int MAX_LENGTH = 100;

	private WhitelistChangeJson() {
	}

	/**
	 * After adding.
	 *
	 * @param present how many members were on it already
	 * @param unknown the first 1,000 entries that name nobody whom the account knows
	 * @param unknownCount how many there are
	 */
	record AddedJson(@Schema(example = "2") long added, @Schema(example = "1") long present,
			@Schema(example = "[\"carl\"]") List<String> unknown, @Schema(example = "1") long unknownCount) {

		static AddedJson of(Whitelist.Change change) {
			return new AddedJson(change.changed(), change.unchanged(), shown(change.unknown()),
					change.unknown().size());
		}

	}

	/**
	 * After removing.
	 *
	 * @param absent how many members were not on it
	 * @param unknown the first 1,000 entries that name nobody whom the account knows
	 * @param unknownCount how many there are
	 */
	record RemovedJson(@Schema(example = "2") long removed, @Schema(example = "1") long absent,
			@Schema(example = "[\"carl\"]") List<String> unknown, @Schema(example = "1") long unknownCount) {

		static RemovedJson of(Whitelist.Change change) {
			return new RemovedJson(change.changed(), change.unchanged(), shown(change.unknown()),
					change.unknown().size());
		}

	}

	private static List<String> shown(List<String> unknown) {
		return unknown.stream()
			.limit(MAX_UNKNOWN)
			.map((entry) -> (entry.length() > MAX_LENGTH) ? entry.substring(0, MAX_LENGTH) + "…" : entry)
			.toList();
	}

}
