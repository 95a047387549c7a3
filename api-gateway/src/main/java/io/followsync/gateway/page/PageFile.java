package io.followsync.gateway.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

import org.springframework.http.MediaType;

/**
 * A file of the page, plain and gzip-compressed.
 *
 * @param version changes only with the content
 */
public record PageFile(MediaType type, byte[] plain, byte[] compressed, String version) {

	private static final int VERSION_DIGITS = 16;

	private static final double WORTH_IT = 0.9;

	static PageFile of(MediaType type, byte[] content) {
		return new PageFile(type, content, compress(content), digest(content).substring(0, VERSION_DIGITS));
	}

	/** Whether sending it compressed is worth it; fonts are compressed already. */
	public boolean compressible() {
		return this.compressed.length < this.plain.length * WORTH_IT;
	}

	private static byte[] compress(byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static String digest(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java runtime has SHA-256", ex);
		}
	}

}
