package io.followsync.worker.source.dataexport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Parses one entry, field by field, in any of the shapes used since 2023: with the name
 * in {@code value}, in {@code title}, in a label, or only in the link.
 */
final class EntryParser {

	private static final long MAX_SECOND = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

	private static final Pattern PROFILE = Pattern.compile(
			"https?://(?:[a-z0-9-]+\\.)?(?:instagram\\.com|threads\\.(?:com|net))/(?:_u/|@)?([^/?#]+)/?(?:[?#].*)?",
			Pattern.CASE_INSENSITIVE);

	/** Stands for the name in a link to anything else, and can be nobody's. */
	private static final String NO_NAME = "?";

	private static final Set<String> ENTRY_KEYS = Set.of("title", "string_list_data", "label_values", "timestamp");

	private static final Set<String> STRING_KEYS = Set.of("value", "href", "timestamp");

	private static final Set<String> LABEL_KEYS = Set.of("label", "value");

	private static final int MAX_DISPLAY_NAME_LENGTH = 500;

	private final Set<String> seen = new HashSet<>();

	private final Labels labels = new Labels();

	private String value = "";

	private String title = "";

	private String link = "";

	private @Nullable Instant since;

	private boolean started;

	private boolean ambiguous;

	/** Reads the parser's current value, and leaves the parser at its end. */
	void read(String field, JsonParser parser) {
		noteRepetition(field, ENTRY_KEYS, this.seen);
		switch (field) {
			case "title" -> this.title = text(parser);
			case "string_list_data" -> eachObject(parser, this::readString);
			case "label_values" -> eachObject(parser, this::readLabel);
			case "timestamp" -> readTime(parser);
			default -> {
			}
		}
		this.started |= ENTRY_KEYS.contains(field) && !field.equals("timestamp");
		parser.skipChildren();
	}

	/** Whether any field belonged to an entry. */
	boolean isEntry() {
		return this.started;
	}

	/** Whether it names more than one person or repeats a key, as no known entry does. */
	boolean isAmbiguous() {
		return this.ambiguous;
	}

	Entry entry() {
		String name = Entry.decodeMojibake(this.labels.displayName()).replace("\0", "");
		String anyLink = this.link.isEmpty() ? this.labels.link() : this.link;
		return new Entry(List.of(this.value, this.title, this.labels.username(), nameIn(anyLink)),
				!this.value.isBlank(), name.substring(0, Math.min(name.length(), MAX_DISPLAY_NAME_LENGTH)), this.since);
	}

	private void readString(JsonParser parser) {
		this.ambiguous |= !this.value.isEmpty() || !this.link.isEmpty();
		eachField(parser, STRING_KEYS, (key) -> {
			switch (key) {
				case "value" -> this.value = text(parser);
				case "href" -> this.link = text(parser);
				default -> readTime(parser);
			}
		});
	}

	private void readLabel(JsonParser parser) {
		Map<String, String> texts = new HashMap<>();
		eachField(parser, LABEL_KEYS, (key) -> texts.put(key, text(parser)));
		this.labels.add(texts.getOrDefault("label", ""), texts.getOrDefault("value", ""));
	}

	private void readTime(JsonParser parser) {
		if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
				&& parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
			long second = parser.getLongValue();
			this.since = (second > 0 && second < MAX_SECOND) ? Instant.ofEpochSecond(second) : this.since;
		}
	}

	private static void eachObject(JsonParser parser, Consumer<JsonParser> read) {
		if (parser.currentToken() != JsonToken.START_ARRAY) {
			return;
		}
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			if (parser.currentToken() == JsonToken.START_OBJECT) {
				read.accept(parser);
			}
			parser.skipChildren();
		}
	}

	private void eachField(JsonParser parser, Set<String> keys, Consumer<String> read) {
		Set<String> seenHere = new HashSet<>();
		for (String key = parser.nextName(); key != null; key = parser.nextName()) {
			parser.nextToken();
			noteRepetition(key, keys, seenHere);
			if (keys.contains(key)) {
				read.accept(key);
			}
			parser.skipChildren();
		}
	}

	// Of a key that stands twice in one object, the parser would take either value, and
	// nothing says which is right.
	private void noteRepetition(String key, Set<String> keys, Set<String> seenBefore) {
		this.ambiguous |= keys.contains(key) && !seenBefore.add(key);
	}

	private static String text(JsonParser parser) {
		return (parser.currentToken() == JsonToken.VALUE_STRING) ? parser.getString() : "";
	}

	private static String nameIn(String link) {
		Matcher matcher = PROFILE.matcher(link);
		if (matcher.matches()) {
			return matcher.group(1);
		}
		return link.isBlank() ? "" : NO_NAME;
	}

	/**
	 * The {@code label_values} of an entry: link, display name and username, in this
	 * order. The labels are in the owner's language, so the place decides, and a label
	 * only where one of the three is missing.
	 */
	private static final class Labels {

		private static final Pattern LINK = Pattern.compile("https?://[^/?#]+/[^?#]+.*");

		private static final int NAME = 1;

		private static final int USERNAME = 2;

		// More than an entry was ever seen to have.
		private static final int MAX_LABELS = 16;

		private final List<Label> labels = new ArrayList<>();

		void add(String name, String value) {
			if (this.labels.size() < MAX_LABELS) {
				this.labels.add(new Label(name, value));
			}
		}

		String username() {
			return at(USERNAME, "Username");
		}

		String displayName() {
			return at(NAME, "Name");
		}

		String link() {
			return this.labels.stream()
				.limit(isComplete() ? 1 : MAX_LABELS)
				.map(Label::value)
				.filter((value) -> LINK.matcher(value).matches())
				.findFirst()
				.orElse("");
		}

		private String at(int place, String name) {
			return isComplete() ? this.labels.get(place).value()
					: this.labels.stream()
						.filter((label) -> label.name().equals(name))
						.map(Label::value)
						.findFirst()
						.orElse("");
		}

		private boolean isComplete() {
			return this.labels.size() > USERNAME;
		}

		private record Label(String name, String value) {
		}

	}

}
