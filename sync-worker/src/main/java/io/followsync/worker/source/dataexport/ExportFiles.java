package io.followsync.worker.source.dataexport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.followsync.dataexport.ExportFileName;
import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;
import org.jspecify.annotations.Nullable;

/**
 * The relevant files of an upload, from archives or uploaded singly. The first bytes of a
 * file show whether it is a ZIP; if not, its name says what it is.
 */
final class ExportFiles implements Closeable {

	private static final String NO_ARCHIVE = "";

	private static final int FLAGS = 6;

	private static final int ENCRYPTED = 1;

	private final List<ExportFile> files = new ArrayList<>();

	private final List<ExportArchive> archives = new ArrayList<>();

	/**
	 * @throws UnreadableExportException if an archive cannot be opened
	 */
	ExportFiles(List<UploadedFile> uploaded, int maxEntries) throws IOException {
		try {
			for (UploadedFile file : uploaded) {
				add(file, maxEntries);
			}
		}
		catch (IOException | RuntimeException ex) {
			// A failure to close is suppressed.
			try (ExportFiles opened = this) {
				throw ex;
			}
		}
	}

	List<ExportFile> all() {
		return this.files;
	}

	@Override
	public void close() throws IOException {
		for (ExportArchive archive : this.archives) {
			archive.close();
		}
	}

	private void add(UploadedFile file, int maxEntries) throws IOException {
		byte[] start = start(file.path());
		if (isZip(start)) {
			requireNotEncrypted(start);
			ExportArchive archive = new ExportArchive(file.path(), "zip " + this.archives.size(), maxEntries);
			this.archives.add(archive);
			this.files.addAll(archive.files());
			return;
		}
		addLoose(ExportFileName.of(file.name()), file.path());
	}

	private void addLoose(ExportFileName name, Path path) {
		switch (name.kind()) {
			case FOLLOWERS, FOLLOWING, HTML, NO_DATA ->
				this.files.add(new ExportFile(name, NO_ARCHIVE, null, () -> Files.newInputStream(path)));
			// The gateway keeps them out, and says so.
			case OTHER_LIST -> {
			}
			case THREADS -> throw UnreadableExportException.threadsLists();
			case RENAMED -> throw UnreadableExportException.renamedFile(name);
			// Somebody chose this file for the upload. If it were skipped silently, its
			// members would be missing from a list that looks complete.
			case OTHER ->
				throw new UnreadableExportException("A file of the upload is neither a ZIP nor one of the lists.",
						"Upload the ZIP as Instagram sent it, or following.json and every followers_*.json under the "
								+ "names that they have in it.");
		}
	}

	private static byte[] start(Path path) throws IOException {
		try (InputStream stream = Files.newInputStream(path)) {
			return stream.readNBytes(FLAGS + 1);
		}
	}

	// The signature of an entry, or of the end of an archive without entries.
	private static boolean isZip(byte[] start) {
		return start.length > FLAGS && start[0] == 'P' && start[1] == 'K'
				&& ((start[2] == 3 && start[3] == 4) || (start[2] == 5 && start[3] == 6));
	}

	private static void requireNotEncrypted(byte[] start) {
		if (start[2] == 3 && (start[FLAGS] & ENCRYPTED) != 0) {
			throw new UnreadableExportException("The ZIP file is protected by a password.",
					"Upload the one that Instagram sent.");
		}
	}

	/**
	 * A relevant file of an export.
	 *
	 * @param origin the archive and folder it lies in; files of different origins belong
	 * to different exports
	 * @param written when it was written, by the archive; null if it does not say
	 */
	record ExportFile(ExportFileName name, String origin, @Nullable Instant written, Content content) {

		private static final int MAX_FOLDER_CHARACTERS = 80;

		ExportFileName.Kind kind() {
			return this.name.kind();
		}

		String folder() {
			return this.origin.substring(this.origin.indexOf(':') + 1);
		}

		/** The folder it lies in and its name, for messages; it must not be renamed. */
		String place() {
			String shown = folder().substring(0, Math.min(folder().length(), MAX_FOLDER_CHARACTERS))
				.replaceAll("[^\\w ()./-]", "_");
			return (shown.isEmpty() ? "no folder" : "the folder " + shown) + " (" + this.name.name() + ")";
		}

		/** Opens the bytes, each time from the start. */
		interface Content {

			InputStream open() throws IOException;

		}

	}

}
