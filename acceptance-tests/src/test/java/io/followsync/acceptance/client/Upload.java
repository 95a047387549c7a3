package io.followsync.acceptance.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as a form sends them, under the given names. */
public record Upload(Map<String, byte[]> files) {

	private static final String BOUNDARY = "followsync-acceptance-5f1c";

	public static Upload of(String name, byte[] content) {
		return new Upload(Map.of(name, content));
	}

	/** The same files as one ZIP, each under its path. */
	public static Upload zipped(Map<String, byte[]> filesByPath) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (Map.Entry<String, byte[]> file : filesByPath.entrySet()) {
				zip.putNextEntry(new ZipEntry(file.getKey()));
				zip.write(file.getValue());
				zip.closeEntry();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return of("instagram-export.zip", bytes.toByteArray());
	}

	/** The files without their folders. */
	public static Upload loose(Map<String, byte[]> filesByPath) {
		Map<String, byte[]> loose = new LinkedHashMap<>();
		filesByPath.forEach((path, content) -> loose.put(path.substring(path.lastIndexOf('/') + 1), content));
		return new Upload(loose);
	}

	public String contentType() {
		return "multipart/form-data; boundary=" + BOUNDARY;
	}

	public BodyPublisher body() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		this.files.forEach((name, content) -> {
			body.writeBytes(ascii("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
				.formatted(BOUNDARY, name)));
			body.writeBytes(content);
			body.writeBytes(ascii("\r\n"));
		});
		body.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
		return BodyPublishers.ofByteArray(body.toByteArray());
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
