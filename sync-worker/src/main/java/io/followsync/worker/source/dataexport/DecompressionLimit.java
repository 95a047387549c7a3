package io.followsync.worker.source.dataexport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many bytes may still be unpacked for one job, and until when. It counts the bytes
 * that really come out, whatever an archive claims.
 */
final class DecompressionLimit {

	private final LongSupplier nanoTime;

	private final long deadline;

	private long left;

	DecompressionLimit(long bytes, Duration time, LongSupplier nanoTime) {
		this.left = bytes;
		this.nanoTime = nanoTime;
		this.deadline = nanoTime.getAsLong() + time.toNanos();
	}

	/** Wraps a stream so that reading fails as soon as the limit is exceeded. */
	InputStream applyTo(InputStream stream) {
		return new Counted(stream);
	}

	void count(long bytes) {
		this.left -= bytes;
		if (this.left < 0) {
			throw UnreadableExportException.tooLarge("The export is too large once unpacked.");
		}
		if (this.nanoTime.getAsLong() - this.deadline > 0) {
			throw UnreadableExportException.tooLarge("Reading the export takes too long.");
		}
	}

	private final class Counted extends FilterInputStream {

		Counted(InputStream stream) {
			super(stream);
		}

		@Override
		public int read() throws IOException {
			int read = super.read();
			count((read >= 0) ? 1 : 0);
			return read;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			count(Math.max(read, 0));
			return read;
		}

		// Skipped bytes were unpacked as well.
		@Override
		public long skip(long bytes) throws IOException {
			long skipped = super.skip(bytes);
			count(skipped);
			return skipped;
		}

	}

}
