package io.followsync.worker.source.dataexport;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.core.JsonParser;

/**
 * The {@code label_values} of an entry: link, display name and username, in this order.
 * The labels are in the owner's language, so the place decides, and a label only where
 * one of the three is missing.
 */
final class Labels {

	private static final Pattern LINK = Pattern.compile("https?://[^/?#]+/[^?#]+.*");

	private static final int NAME = 1;

	private static final int USERNAME = 2;

	// More than an entry was ever seen to have.
	private static final int MOST = 16;

	private static final Set<String> KEYS = Set.of("label", "value");

	private final List<String> labels = new ArrayList<>();

	private final List<String> values = new ArrayList<>();

	private boolean ambiguous;

	/** Reads the parser's current object. */
	void take(JsonParser parser) {
		String label = "";
		String value = "";
		UniqueKeys once = new UniqueKeys(KEYS);
		for (String key = parser.nextName(); key != null; key = parser.nextName()) {
			parser.nextToken();
			once.add(key);
			switch (key) {
				case "label" -> label = EntryReading.text(parser);
				case "value" -> value = EntryReading.text(parser);
				default -> {
				}
			}
			parser.skipChildren();
		}
		this.ambiguous |= once.isRepeated();
		if (this.values.size() < MOST) {
			this.labels.add(label);
			this.values.add(value);
		}
	}

	/** Whether one of them said something twice. */
	boolean isAmbiguous() {
		return this.ambiguous;
	}

	String username() {
		return at(USERNAME, "Username");
	}

	String displayName() {
		return at(NAME, "Name");
	}

	String link() {
		return this.values.stream()
			.limit((this.values.size() > USERNAME) ? 1 : this.values.size())
			.filter((value) -> LINK.matcher(value).matches())
			.findFirst()
			.orElse("");
	}

	private String at(int place, String label) {
		int labelled = this.labels.indexOf(label);
		if (this.values.size() > USERNAME) {
			return this.values.get(place);
		}
		return (labelled >= 0) ? this.values.get(labelled) : "";
	}

}
