package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

import io.followsync.dataexport.ExportFileName;
import org.jspecify.annotations.Nullable;

/**
 * A relevant file of an export.
 *
 * @param origin the archive and folder it lies in; files of different origins belong to
 * different exports
 * @param written when it was written, by the archive; null if it does not say
 */
record ExportFile(ExportFileName name, String origin, @Nullable Instant written, Content content) {

	private static final int MAX_PLACE = 80;

	ExportFileName.Kind kind() {
		return this.name.kind();
	}

	/** The folder it lies in and its name, for messages; it must not be renamed. */
	String place() {
		String folder = this.origin.substring(this.origin.indexOf(':') + 1);
		String shown = folder.substring(0, Math.min(folder.length(), MAX_PLACE)).replaceAll("[^\\w ()./-]", "_");
		return (shown.isEmpty() ? "no folder" : "the folder " + shown) + " (" + this.name.name() + ")";
	}

	/** Opens the bytes, each time from the start. */
	interface Content {

		InputStream open() throws IOException;

	}

}
