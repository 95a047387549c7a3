package io.followsync.worker.source.dataexport;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.followsync.dataexport.ExportFileName;
import io.followsync.dataexport.ExportFileName.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The ZIP of an export, however it was packed: with a root folder or without, stored or
 * deflated, or repacked by a desktop that adds files of its own.
 */
final class ExportArchive implements Closeable {

	private static final String FOLDER = "followers_and_following";

	// Holds what was sent with a message, which may be a ZIP.
	private static final String MESSAGES = "messages/";

	// The system's own notes about a file.
	private static final String APPLE_DOUBLE = "._";

	private final ZipFile zip;

	private final String id;

	private final int mostEntries;

	private boolean hasThreads;

	private boolean hasZip;

	/**
	 * @throws UnreadableExport if it cannot be opened, or has too many entries
	 */
	ExportArchive(Path file, String id, int mostEntries) {
		this.mostEntries = mostEntries;
		try {
			CentralDirectory.of(file).requireBounded(mostEntries);
			// Latin-1 reads any name; those that matter are ASCII.
			this.zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw broken();
		}
		this.id = id;
	}

	static UnreadableExport broken() {
		return new UnreadableExport("The ZIP file is broken, or protected by a password. "
				+ "Download the export again and upload it as it comes.");
	}

	/**
	 * The files of the two lists in the order of the archive, wherever they lie: one that
	 * was left out could hold members who are then missing. Left out is what cannot be a
	 * list of this account.
	 * @throws UnreadableExport if it has too many entries, or something else that may
	 * hold the lists
	 */
	List<ExportFile> files() {
		// An archive may hold more entries than it says at its end.
		if (this.zip.size() > this.mostEntries) {
			throw CentralDirectory.tooManyFiles();
		}
		List<ExportFile> files = new ArrayList<>();
		for (Enumeration<? extends ZipEntry> entries = this.zip.entries(); entries.hasMoreElements();) {
			ZipEntry entry = entries.nextElement();
			String path = entry.getName().replace('\\', '/');
			String folder = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
			Sorted file = new Sorted(entry, ExportFileName.of(path), folder);
			if (!entry.isDirectory() && !path.contains("__MACOSX/") && !file.name().name().startsWith(APPLE_DOUBLE)) {
				sort(file, files);
			}
		}
		if (files.stream().allMatch((file) -> file.kind() == Kind.NO_DATA)) {
			requireNothingInTheirPlace();
		}
		else if (this.hasZip) {
			throw new UnreadableExport(
					"The ZIP file holds another ZIP beside the lists. Upload only the ZIP that Instagram sent.");
		}
		return files;
	}

	private void sort(Sorted file, List<ExportFile> files) {
		switch (file.name().kind()) {
			case FOLLOWERS, FOLLOWING, HTML -> files.add(file(file));
			// Any empty category has one.
			case NO_DATA -> {
				if (file.isInFolder()) {
					files.add(file(file));
				}
			}
			case RENAMED -> throw renamed(file.name());
			case THREADS -> this.hasThreads = true;
			case OTHER_LIST -> {
			}
			case OTHER -> this.hasZip |= file.isZip() && !file.folder().contains(MESSAGES);
		}
	}

	private void requireNothingInTheirPlace() {
		if (this.hasThreads) {
			throw threads();
		}
		if (this.hasZip) {
			throw new UnreadableExport("The ZIP file holds another ZIP and no list. "
					+ "Unpack it once, and upload the ZIP that is inside.");
		}
	}

	static UnreadableExport threads() {
		return new UnreadableExport("These are the lists of Threads and not those of Instagram. "
				+ "Ask Instagram for an export of \"Followers and following\".");
	}

	static UnreadableExport renamed(ExportFileName file) {
		String shown = file.name().replaceAll("[^\\w ().-]", "_");
		String why = shown.equals(file.name())
				? "The file " + shown + " seems to be a part of a list, but not under the name that Instagram gave it. "
				: "The name of the file " + shown
						+ " holds a character that cannot be shown, with _ in its place here, and is not the one that "
						+ "Instagram gave it. ";
		return new UnreadableExport(why + "Upload the ZIP as Instagram sent it, or rename the file as it was.");
	}

	private ExportFile file(Sorted file) {
		ZipEntry entry = file.entry();
		@Nullable FileTime written = entry.getLastModifiedTime();
		return new ExportFile(file.name(), this.id + ":" + file.folder(),
				(written != null) ? written.toInstant() : null,
				() -> new VerifiedStream(this.zip.getInputStream(entry), entry.getCrc()));
	}

	@Override
	public void close() throws IOException {
		this.zip.close();
	}

	private record Sorted(ZipEntry entry, ExportFileName name, String folder) {

		// A desktop adds " 2", " (1)" or " copy" to the name of a second one.
		boolean isInFolder() {
			return this.folder.substring(this.folder.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).contains(FOLDER);
		}

		boolean isZip() {
			return this.name.name().toLowerCase(Locale.ROOT).endsWith(".zip");
		}

	}

}
