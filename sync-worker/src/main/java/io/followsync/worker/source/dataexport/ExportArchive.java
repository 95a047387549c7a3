package io.followsync.worker.source.dataexport;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.jspecify.annotations.Nullable;

/**
 * The ZIP of an export, however it was packed: with a root folder or without, stored or
 * deflated, or repacked by a desktop that adds files of its own.
 */
final class ExportArchive implements Closeable {

	private static final String FOLDER = "followers_and_following";

	private final ZipFile zip;

	private final String id;

	private final int mostEntries;

	/**
	 * @throws UnreadableExport if it cannot be opened
	 */
	ExportArchive(Path file, String id, int mostEntries) {
		try {
			// Latin-1 reads any name; those that matter are ASCII.
			this.zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw broken();
		}
		this.id = id;
		this.mostEntries = mostEntries;
	}

	static UnreadableExport broken() {
		return new UnreadableExport("The ZIP file is broken, or protected by a password. "
				+ "Download the export again and upload it as it comes.");
	}

	/** The files of the two lists, in the order of the archive. */
	List<ExportFile> files() {
		if (this.zip.size() > this.mostEntries) {
			throw new UnreadableExport("The ZIP file holds too many files. "
					+ "Ask Instagram for an export of \"Followers and following\" only.");
		}
		List<ExportFile> inFolder = new ArrayList<>();
		List<ExportFile> elsewhere = new ArrayList<>();
		for (Enumeration<? extends ZipEntry> entries = this.zip.entries(); entries.hasMoreElements();) {
			ZipEntry entry = entries.nextElement();
			String path = entry.getName().replace('\\', '/');
			int slash = path.lastIndexOf('/');
			Role role = Role.of(path.substring(slash + 1));
			if (entry.isDirectory() || role == Role.OTHER || path.contains("__MACOSX/")) {
				continue;
			}
			String folder = path.substring(0, Math.max(slash, 0));
			ExportFile file = file(entry, role, path.substring(slash + 1), folder);
			if (folder.endsWith(FOLDER)) {
				inFolder.add(file);
			}
			else if (role != Role.NO_DATA) {
				elsewhere.add(file);
			}
		}
		return inFolder.isEmpty() ? elsewhere : inFolder;
	}

	private ExportFile file(ZipEntry entry, Role role, String name, String folder) {
		@Nullable FileTime written = entry.getLastModifiedTime();
		return new ExportFile(role, name, this.id + ":" + folder, (written != null) ? written.toInstant() : null,
				() -> new VerifiedStream(this.zip.getInputStream(entry), entry.getCrc()));
	}

	@Override
	public void close() throws IOException {
		this.zip.close();
	}

}
