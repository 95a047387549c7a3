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
 * Parses one JSON file of a list as a stream. Its top level is an array of entries, or an
 * object with one under {@code relationships_...}, or, for a single entry, the entry
 * itself.
 *
 * @param name the name of the file, for error messages; it is one that a list has
 */
record ListFileParser(ListKind list, String name, Consumer<Entry> entries) {

	private static final String LIST = "relationships_";

	private static final String THREADS = "text_post_app_";

	private static final int MAX_DEPTH = 20;

	private static final int MAX_STRING_LENGTH = 65_536;

	private static final int MAX_KEY_LENGTH = 1_000;

	// Keys are not remembered: an upload could hold any number of different ones.
	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(MAX_DEPTH)
				.maxStringLength(MAX_STRING_LENGTH)
				.maxNameLength(MAX_KEY_LENGTH)
				.build())
			.build())
		.build();

	/**
	 * @throws UnreadableExportException if it is not JSON, or has none of the shapes of a
	 * list
	 */
	void parse(InputStream content) {
		try (JsonParser parser = JSON.createParser(content)) {
			parser.nextToken();
			readEntries(parser);
			if (parser.nextToken() != null) {
				throw unknownShape();
			}
		}
		catch (JacksonIOException ex) {
			throw UnreadableExportException.brokenZip();
		}
		catch (JacksonException ex) {
			throw new UnreadableExportException("The file " + this.name + " is broken.",
					"Download the export again and upload it unchanged.");
		}
	}

	private void readEntries(JsonParser parser) {
		switch (parser.currentToken()) {
			case START_ARRAY -> readArray(parser);
			case START_OBJECT -> readObject(parser);
			case null, default -> throw unknownShape();
		}
	}

	private void readArray(JsonParser parser) {
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			if (parser.currentToken() != JsonToken.START_OBJECT) {
				throw unknownShape();
			}
			EntryParser entry = new EntryParser();
			for (String key = parser.nextName(); key != null; key = parser.nextName()) {
				parser.nextToken();
				entry.read(key, parser);
			}
			deliver(entry);
		}
	}

	private void readObject(JsonParser parser) {
		EntryParser bare = new EntryParser();
		boolean wrapped = false;
		for (String key = parser.nextName(); key != null; key = parser.nextName()) {
			parser.nextToken();
			if (key.startsWith(THREADS)) {
				throw UnreadableExportException.threadsLists();
			}
			if (!key.startsWith(LIST)) {
				bare.read(key, parser);
			}
			else if (!wrapped && key.equals(LIST + this.list.name().toLowerCase(Locale.ROOT))) {
				wrapped = true;
				readEntries(parser);
			}
			else {
				throw unknownShape();
			}
		}
		if (!wrapped) {
			deliver(bare);
		}
	}

	private void deliver(EntryParser entry) {
		if (!entry.isEntry() || entry.isAmbiguous()) {
			throw unknownShape();
		}
		this.entries.accept(entry.entry());
	}

	private UnreadableExportException unknownShape() {
		return UnreadableExportException
			.unknownShape("The file " + this.name + " has a form that this service does not know.");
	}

}
