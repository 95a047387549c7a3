package io.followsync.worker.source.dataexport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Instagram writes each byte of UTF-8 text as if it were a character of Latin-1.
 */
final class Mojibake {

	private static final int LAST_OF_LATIN_1 = 0xff;

	private Mojibake() {
	}

	/** The text as it was intended; unchanged if it cannot have been written that way. */
	static String undone(String text) {
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
