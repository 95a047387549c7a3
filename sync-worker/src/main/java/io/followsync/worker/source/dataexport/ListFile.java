package io.followsync.worker.source.dataexport;

import java.io.InputStream;
import java.util.Locale;
import java.util.function.Consumer;

import io.followsync.job.ListKind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one JSON file of a list as a stream. Its top level is an array of entries, or an
 * object with one under {@code relationships_...}, or, for a single entry, the entry
 * itself.
 */
final class ListFile {

	private static final String WRAPPER = "relationships_";

	private static final String THREADS = "text_post_app_";

	private static final int DEEPEST = 20;

	private static final int MAX_TEXT = 65_536;

	private static final int MAX_KEY = 1_000;

	// Keys are not remembered: an upload could hold any number of different ones.
	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(DEEPEST)
				.maxStringLength(MAX_TEXT)
				.maxNameLength(MAX_KEY)
				.build())
			.build())
		.build();

	private final ListKind list;

	private final String name;

	private final Consumer<Entry> entries;

	/**
	 * @param name the file's name, for error messages; a list's
	 */
	ListFile(ListKind list, String name, Consumer<Entry> entries) {
		this.list = list;
		this.name = name;
		this.entries = entries;
	}

	/**
	 * @throws UnreadableExport if it is not JSON, or has none of a list's shapes
	 */
	void read(InputStream content) {
		try (JsonParser parser = JSON.createParser(content)) {
			switch (parser.nextToken()) {
				case START_ARRAY -> array(parser);
				case START_OBJECT -> object(parser);
				case null, default -> throw shape();
			}
			if (parser.nextToken() != null) {
				throw shape();
			}
		}
		catch (JacksonIOException ex) {
			throw ExportArchive.broken();
		}
		catch (JacksonException ex) {
			throw new UnreadableExport(
					"The file " + this.name + " is broken. " + "Download the export again and upload it as it comes.");
		}
	}

	private void array(JsonParser parser) {
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			if (parser.currentToken() != JsonToken.START_OBJECT) {
				throw shape();
			}
			EntryReading entry = new EntryReading();
			for (String key = parser.nextName(); key != null; key = parser.nextName()) {
				parser.nextToken();
				entry.take(key, parser);
			}
			finish(entry);
		}
	}

	private void object(JsonParser parser) {
		EntryReading bare = new EntryReading();
		boolean wrapped = false;
		for (String key = parser.nextName(); key != null; key = parser.nextName()) {
			parser.nextToken();
			if (key.startsWith(WRAPPER)) {
				if (wrapped) {
					throw shape();
				}
				wrapped = true;
				wrapped(key, parser);
			}
			else if (key.startsWith(THREADS)) {
				throw ExportArchive.threads();
			}
			else {
				bare.take(key, parser);
			}
		}
		if (!wrapped) {
			finish(bare);
		}
	}

	private void wrapped(String key, JsonParser parser) {
		if (!key.equals(WRAPPER + this.list.name().toLowerCase(Locale.ROOT))) {
			throw shape();
		}
		switch (parser.currentToken()) {
			case START_ARRAY -> array(parser);
			case START_OBJECT -> object(parser);
			case null, default -> throw shape();
		}
	}

	private void finish(EntryReading entry) {
		if (!entry.any() || entry.isAmbiguous()) {
			throw shape();
		}
		this.entries.accept(entry.entry());
	}

	private UnreadableExport shape() {
		return new UnreadableExport("The file " + this.name + " is not in a form that is known here. "
				+ "Ask Instagram for a new export in the format JSON.");
	}

}
