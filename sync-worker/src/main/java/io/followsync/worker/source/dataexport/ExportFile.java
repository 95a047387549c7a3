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

	ExportFileName.Kind kind() {
		return this.name.kind();
	}

	/** Opens the bytes, each time from the start. */
	interface Content {

		InputStream open() throws IOException;

	}

}
