package io.followsync.worker.source.websession;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * One HTTP answer, whatever it is.
 */
record RawAnswer(int status, HttpHeaders headers, byte[] body) {

	boolean success() {
		return this.status >= 200 && this.status < 300;
	}

	boolean redirect() {
		return this.status >= 300 && this.status < 400;
	}

	/** Describes the answer without revealing its content. */
	String shape() {
		return this.status + " " + type() + ", " + this.body.length + " bytes";
	}

	private String type() {
		String text = this.headers.getFirst(HttpHeaders.CONTENT_TYPE);
		if (text == null) {
			return "without type";
		}
		try {
			MimeType type = MimeTypeUtils.parseMimeType(text);
			MediaType plain = new MediaType(type.getType(), type.getSubtype());
			return plain.toString();
		}
		catch (InvalidMimeTypeException ex) {
			return "of an unreadable type";
		}
	}

}
