package io.followsync.worker.source.dataexport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.followsync.dataexport.ExportFileName;
import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;

/**
 * The relevant files of an upload, from archives or uploaded singly. The first bytes of a
 * file tell whether it is a ZIP; if not, its name tells what it is.
 */
final class ExportFiles implements Closeable {

	private static final String BY_ITSELF = "";

	private static final int ENCRYPTED = 1;

	private static final int FLAGS = 6;

	private final List<ExportFile> files = new ArrayList<>();

	private final List<ExportArchive> archives = new ArrayList<>();

	/**
	 * @throws UnreadableExport if an archive cannot be opened
	 */
	ExportFiles(List<UploadedFile> uploaded, int mostEntries) throws IOException {
		try {
			for (UploadedFile file : uploaded) {
				add(file, mostEntries);
			}
		}
		catch (IOException | RuntimeException ex) {
			closeAfter(ex);
			throw ex;
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

	private void closeAfter(Exception failure) {
		try {
			close();
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void add(UploadedFile file, int mostEntries) throws IOException {
		byte[] start = start(file.path());
		if (zip(start)) {
			requireOpen(start);
			ExportArchive archive = new ExportArchive(file.path(), "zip " + this.archives.size(), mostEntries);
			this.archives.add(archive);
			this.files.addAll(archive.files());
			return;
		}
		addByItself(ExportFileName.of(file.name()), file.path());
	}

	private void addByItself(ExportFileName name, Path path) {
		switch (name.kind()) {
			case FOLLOWERS, FOLLOWING, HTML, NO_DATA ->
				this.files.add(new ExportFile(name, BY_ITSELF, null, () -> Files.newInputStream(path)));
			// The gateway keeps them out, and says so.
			case OTHER_LIST -> {
			}
			case THREADS -> throw ExportArchive.threads();
			case RENAMED -> throw ExportArchive.renamed(name);
			// Somebody chose this file for the upload. If it were skipped silently, its
			// members would be missing from a list that looks whole.
			case OTHER -> throw new UnreadableExport("A file of the upload is neither a ZIP nor one of the lists. "
					+ "Upload the ZIP as Instagram sent it, or following.json and every followers_*.json under the "
					+ "names that they have in it.");
		}
	}

	private static byte[] start(Path path) throws IOException {
		try (InputStream stream = Files.newInputStream(path)) {
			return stream.readNBytes(FLAGS + 1);
		}
	}

	// The signature of an entry, or of the end of an archive without entries.
	private static boolean zip(byte[] start) {
		return start.length > FLAGS && start[0] == 'P' && start[1] == 'K'
				&& ((start[2] == 3 && start[3] == 4) || (start[2] == 5 && start[3] == 6));
	}

	private static void requireOpen(byte[] start) {
		if (start[2] == 3 && (start[FLAGS] & ENCRYPTED) != 0) {
			throw new UnreadableExport("The ZIP file is protected by a password. Upload the one that Instagram sent.");
		}
	}

}
