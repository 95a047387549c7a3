package io.followsync.worker.source.dataexport;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Collects one entry, field by field, in any of the shapes used since 2023: with the name
 * in {@code value}, in {@code title}, in a label, or only in the link.
 */
final class EntryReading {

	private static final long LAST_SECOND = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

	private static final Pattern PROFILE = Pattern.compile(
			"https?://(?:[a-z0-9-]+\\.)?(?:instagram\\.com|threads\\.(?:com|net))/(?:_u/|@)?([^/?#]+)/?(?:[?#].*)?",
			Pattern.CASE_INSENSITIVE);

	/** Stands for the name in a link to anything else, and can be nobody's. */
	private static final String NO_NAME = "?";

	private static final Set<String> KEYS = Set.of("title", "string_list_data", "label_values", "timestamp");

	private static final Set<String> KEYS_OF_LISTED = Set.of("value", "href", "timestamp");

	private static final int MAX_DISPLAY_CHARACTERS = 500;

	private String value = "";

	private String title = "";

	private final Labels labels = new Labels();

	private String link = "";

	private @Nullable Instant since;

	private final UniqueKeys keys = new UniqueKeys(KEYS);

	private boolean any;

	private boolean ambiguous;

	/** Reads the parser's current value, and leaves the parser at its end. */
	void take(String field, JsonParser parser) {
		this.keys.add(field);
		switch (field) {
			case "title" -> {
				this.title = text(parser);
				this.any = true;
			}
			case "string_list_data" -> {
				eachObject(parser, this::takeListed);
				this.any = true;
			}
			case "label_values" -> {
				eachObject(parser, this.labels::take);
				this.any = true;
			}
			case "timestamp" -> takeTime(parser);
			default -> {
			}
		}
		parser.skipChildren();
	}

	/** Whether any field belonged to an entry. */
	boolean any() {
		return this.any;
	}

	/**
	 * Whether it named more than one person, or said something twice, as no known entry
	 * does.
	 */
	boolean isAmbiguous() {
		return this.ambiguous || this.keys.isRepeated() || this.labels.isAmbiguous();
	}

	Entry entry() {
		String name = Mojibake.undone(this.labels.displayName()).replace("\0", "");
		String anyLink = this.link.isEmpty() ? this.labels.link() : this.link;
		return new Entry(List.of(this.value, this.title, this.labels.username(), nameIn(anyLink)),
				!this.value.isBlank(),
				(name.length() > MAX_DISPLAY_CHARACTERS) ? name.substring(0, MAX_DISPLAY_CHARACTERS) : name,
				this.since);
	}

	private void takeListed(JsonParser parser) {
		String before = this.value + this.link;
		this.ambiguous |= !before.isEmpty();
		UniqueKeys once = new UniqueKeys(KEYS_OF_LISTED);
		for (String key = parser.nextName(); key != null; key = parser.nextName()) {
			parser.nextToken();
			once.add(key);
			switch (key) {
				case "value" -> this.value = text(parser);
				case "href" -> this.link = text(parser);
				case "timestamp" -> takeTime(parser);
				default -> {
				}
			}
			parser.skipChildren();
		}
		this.ambiguous |= once.isRepeated();
	}

	private void takeTime(JsonParser parser) {
		if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
				&& parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
			long seconds = parser.getLongValue();
			this.since = (seconds > 0 && seconds < LAST_SECOND) ? Instant.ofEpochSecond(seconds) : this.since;
		}
	}

	private static void eachObject(JsonParser parser, Consumer<JsonParser> take) {
		if (parser.currentToken() != JsonToken.START_ARRAY) {
			return;
		}
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			if (parser.currentToken() == JsonToken.START_OBJECT) {
				take.accept(parser);
			}
			parser.skipChildren();
		}
	}

	static String text(JsonParser parser) {
		return (parser.currentToken() == JsonToken.VALUE_STRING) ? parser.getString() : "";
	}

	private static String nameIn(String link) {
		Matcher matcher = PROFILE.matcher(link);
		if (matcher.matches()) {
			return matcher.group(1);
		}
		return link.isBlank() ? "" : NO_NAME;
	}

}
