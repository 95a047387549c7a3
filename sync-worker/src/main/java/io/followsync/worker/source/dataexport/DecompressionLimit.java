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

	private final long until;

	private long left;

	/**
	 * @param nanoTime a clock that never jumps
	 */
	DecompressionLimit(long bytes, Duration time, LongSupplier nanoTime) {
		this.left = bytes;
		this.nanoTime = nanoTime;
		this.until = nanoTime.getAsLong() + time.toNanos();
	}

	/** Wraps a stream so that reading fails as soon as the allowance is used up. */
	InputStream charge(InputStream stream) {
		return new Charged(stream);
	}

	void take(long bytes) {
		this.left -= bytes;
		if (this.left < 0) {
			throw new UnreadableExport("The export is too large once unpacked. "
					+ "Ask Instagram for an export of \"Followers and following\" only.");
		}
		if (this.nanoTime.getAsLong() - this.until > 0) {
			throw new UnreadableExport("Reading the export takes too long. "
					+ "Ask Instagram for an export of \"Followers and following\" only.");
		}
	}

	private final class Charged extends FilterInputStream {

		Charged(InputStream stream) {
			super(stream);
		}

		@Override
		public int read() throws IOException {
			int read = super.read();
			take((read >= 0) ? 1 : 0);
			return read;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			take(Math.max(read, 0));
			return read;
		}

		// Skipped bytes were unpacked as well.
		@Override
		public long skip(long count) throws IOException {
			long skipped = super.skip(count);
			take(skipped);
			return skipped;
		}

	}

}
