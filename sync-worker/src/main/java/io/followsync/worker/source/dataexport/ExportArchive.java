package io.followsync.worker.source.dataexport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import io.followsync.dataexport.ExportFileName;
import io.followsync.worker.source.dataexport.ExportFiles.ExportFile;
import org.jspecify.annotations.Nullable;

/**
 * The ZIP of an export, however it was packed: with a root folder or without, stored or
 * deflated, or repacked by a desktop that adds files of its own.
 */
final class ExportArchive implements Closeable {

	private static final String LISTS_FOLDER = "followers_and_following";

	// Holds what was sent with a message, which may be a ZIP.
	private static final String MESSAGES_FOLDER = "messages/";

	// The system's own notes about a file.
	private static final String APPLE_DOUBLE = "._";

	private final ZipFile zip;

	private final String id;

	private final int maxEntries;

	private boolean hasThreads;

	private boolean hasZip;

	/**
	 * @throws UnreadableExportException if it cannot be opened, or has too many entries
	 */
	ExportArchive(Path file, String id, int maxEntries) {
		this.maxEntries = maxEntries;
		try {
			CentralDirectory.of(file).requireBounded(maxEntries);
			// Latin-1 reads any name; those that matter are ASCII.
			this.zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw UnreadableExportException.brokenZip();
		}
		this.id = id;
	}

	/**
	 * The files of the two lists in the order of the archive, wherever they lie: if one
	 * were ignored, its members would be missing. Ignores what cannot be a list of this
	 * account.
	 * @throws UnreadableExportException if it has too many entries, or something else
	 * that may hold the lists
	 */
	List<ExportFile> files() {
		// An archive may hold more entries than it says at its end.
		if (this.zip.size() > this.maxEntries) {
			throw UnreadableExportException.tooManyFiles();
		}
		List<ExportFile> files = new ArrayList<>();
		for (Enumeration<? extends ZipEntry> entries = this.zip.entries(); entries.hasMoreElements();) {
			ZipEntry entry = entries.nextElement();
			String path = entry.getName().replace('\\', '/');
			ExportFile file = file(entry, path);
			if (!entry.isDirectory() && !path.contains("__MACOSX/") && !file.name().name().startsWith(APPLE_DOUBLE)) {
				addIfRelevant(file, files);
			}
		}
		if (files.stream().allMatch((file) -> file.kind() == ExportFileName.Kind.NO_DATA)) {
			requireNothingInTheirPlace();
		}
		else if (this.hasZip) {
			throw new UnreadableExportException("The ZIP file holds another ZIP beside the lists.",
					"Upload only the ZIP that Instagram sent.");
		}
		return files;
	}

	private ExportFile file(ZipEntry entry, String path) {
		String folder = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
		@Nullable FileTime written = entry.getLastModifiedTime();
		return new ExportFile(ExportFileName.of(path), this.id + ":" + folder,
				(written != null) ? written.toInstant() : null,
				() -> new VerifiedStream(this.zip.getInputStream(entry), entry.getCrc()));
	}

	private void addIfRelevant(ExportFile file, List<ExportFile> files) {
		switch (file.kind()) {
			case FOLLOWERS, FOLLOWING, HTML -> files.add(file);
			// Any empty category has one.
			case NO_DATA -> {
				if (isInListsFolder(file)) {
					files.add(file);
				}
			}
			case RENAMED -> throw UnreadableExportException.renamedFile(file.name());
			case THREADS -> this.hasThreads = true;
			case OTHER_LIST -> {
			}
			case OTHER -> this.hasZip |= file.name().name().toLowerCase(Locale.ROOT).endsWith(".zip")
					&& !file.folder().contains(MESSAGES_FOLDER);
		}
	}

	// A desktop adds " 2", " (1)" or " copy" to the name of a second one.
	private static boolean isInListsFolder(ExportFile file) {
		String folder = file.folder();
		return folder.substring(folder.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).contains(LISTS_FOLDER);
	}

	private void requireNothingInTheirPlace() {
		if (this.hasThreads) {
			throw UnreadableExportException.threadsLists();
		}
		if (this.hasZip) {
			throw new UnreadableExportException("The ZIP file holds another ZIP and no list.",
					"Unpack it once, and upload the ZIP that is inside.");
		}
	}

	@Override
	public void close() throws IOException {
		this.zip.close();
	}

	/**
	 * Fails at its end if the bytes are damaged: {@code ZipFile} does not check the
	 * CRC-32, and for a stored entry nothing else would reveal the damage.
	 */
	private static final class VerifiedStream extends CheckedInputStream {

		private final long expected;

		VerifiedStream(InputStream stream, long expected) {
			super(stream, new CRC32());
			this.expected = expected;
		}

		@Override
		public int read() throws IOException {
			return verified(super.read());
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			return verified(super.read(bytes, offset, length));
		}

		private int verified(int read) throws ZipException {
			if (read < 0 && getChecksum().getValue() != this.expected) {
				throw new ZipException("an entry is damaged");
			}
			return read;
		}

	}

}
