package io.followsync.worker.source.dataexport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How many bytes may still be unpacked for one job. It counts the bytes that really come
 * out, whatever an archive claims.
 */
final class Allowance {

	private long left;

	Allowance(long bytes) {
		this.left = bytes;
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
