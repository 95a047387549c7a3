package io.followsync.stack.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.followsync.stack.StackException;

/** The files of a data export as one multipart request, read while they are sent. */
final class ExportUpload {

	// The same pattern as in the gateway and the worker.
	private static final Pattern LIST_FILE = Pattern
		.compile("(followers|following)(_\\d{1,6})?( \\(\\d{1,3}\\))?\\.json", Pattern.CASE_INSENSITIVE);

	private static final int DEEPEST = 8;

	private final String boundary = "followsync-" + UUID.randomUUID();

	private final List<Path> files;

	private ExportUpload(List<Path> files) {
		this.files = files;
	}

	/**
	 * A ZIP is sent as it is; from a folder, the files of the two lists are sent.
	 * @throws StackException when there is nothing to send
	 */
	static ExportUpload of(Path export) {
		if (Files.isRegularFile(export)) {
			return new ExportUpload(List.of(export));
		}
		if (!Files.isDirectory(export)) {
			throw new StackException("There is no file or folder " + export);
		}
		try (Stream<Path> below = Files.walk(export, DEEPEST)) {
			List<Path> lists = below.filter(Files::isRegularFile)
				.filter((file) -> LIST_FILE.matcher(file.getFileName().toString()).matches())
				.sorted()
				.toList();
			if (lists.isEmpty()) {
				throw new StackException("No followers*.json and following.json below " + export);
			}
			return new ExportUpload(lists);
		}
		catch (IOException ex) {
			throw new StackException("Could not read " + export, ex);
		}
	}

	List<Path> files() {
		return this.files;
	}

	String contentType() {
		return "multipart/form-data; boundary=" + this.boundary;
	}

	BodyPublisher body() {
		List<BodyPublisher> parts = new ArrayList<>();
		try {
			for (Path file : this.files) {
				parts.add(BodyPublishers.ofString(head(file)));
				parts.add(BodyPublishers.ofFile(file));
				parts.add(BodyPublishers.ofString("\r\n"));
			}
		}
		catch (FileNotFoundException ex) {
			throw new StackException("Could not read the export: " + ex.getMessage(), ex);
		}
		parts.add(BodyPublishers.ofString("--" + this.boundary + "--\r\n"));
		return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
	}

	private String head(Path file) {
		String name = file.getFileName().toString().replaceAll("[\"\\r\\n]", "_");
		String type = name.endsWith(".json") ? "application/json" : "application/zip";
		return "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
			.formatted(this.boundary, name, type);
	}

}
