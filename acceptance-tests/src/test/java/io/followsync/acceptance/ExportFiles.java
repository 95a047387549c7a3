package io.followsync.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** The files of a data export in their formats since autumn 2025, newest entry first. */
public final class ExportFiles {

	private ExportFiles() {
	}

	/**
	 * The first entry has the time {@code newest}; each further one is {@code apart}
	 * older.
	 */
	public static byte[] followers(List<String> names, Instant newest, Duration apart) {
		List<Object> entries = new ArrayList<>();
		Instant at = newest;
		for (String name : names) {
			entries.add(Map.of("title", "", "media_list_data", List.of(), "string_list_data", List.of(Map.of("href",
					"https://www.instagram.com/" + name, "value", name, "timestamp", at.getEpochSecond()))));
			at = at.minus(apart);
		}
		return JsonMapper.shared().writeValueAsBytes(entries);
	}

	public static byte[] following(List<String> names, Instant newest, Duration apart) {
		List<Object> entries = new ArrayList<>();
		Instant at = newest;
		for (String name : names) {
			entries.add(Map.of("title", name, "string_list_data",
					List.of(Map.of("href", "https://www.instagram.com/_u/" + name, "timestamp", at.getEpochSecond()))));
			at = at.minus(apart);
		}
		return JsonMapper.shared().writeValueAsBytes(Map.of("relationships_following", entries));
	}

}
