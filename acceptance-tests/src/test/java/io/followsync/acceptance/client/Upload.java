package io.followsync.acceptance.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.springframework.http.HttpEntity;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.util.MultiValueMap;

/** Files as a form sends them, under the given names. */
public record Upload(Map<String, byte[]> files) {

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

	MultiValueMap<String, HttpEntity<?>> form() {
		MultipartBodyBuilder form = new MultipartBodyBuilder();
		this.files.forEach((name, content) -> form.part("file", content).filename(name));
		return form.build();
	}

}
