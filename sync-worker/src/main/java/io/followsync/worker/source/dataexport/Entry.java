package io.followsync.worker.source.dataexport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One person of a list, as written in the export.
 *
 * @param names what may be the username, most trustworthy first
 * @param namedInValue whether the first of them stood in {@code value}
 * @param since when the relation began; null if the entry does not say
 */
record Entry(List<String> names, boolean namedInValue, String displayName, @Nullable Instant since) {

	private static final Pattern USERNAME = Pattern.compile("[a-z0-9._]{1,64}");

	private static final int LAST_OF_LATIN_1 = 0xff;

	/** Lower case; empty if nothing in the entry can be a username. */
	Optional<String> username() {
		return this.names.stream()
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.filter((name) -> USERNAME.matcher(name).matches())
			.findFirst();
	}

	/** Whether it names nobody: a removed account that is still listed. */
	boolean isNameless() {
		return this.names.stream().allMatch(String::isBlank);
	}

	/**
	 * Undoes mojibake: Instagram writes each byte of UTF-8 text as if it were a character
	 * of Latin-1. Unchanged if the text cannot have been written that way.
	 */
	static String decodeMojibake(String text) {
		if (text.chars().anyMatch((character) -> character > LAST_OF_LATIN_1)) {
			return text;
		}
		try {
			// An explicit decoder reports bad bytes; String would replace them.
			return StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
				.toString();
		}
		catch (CharacterCodingException ex) {
			return text;
		}
	}

}
