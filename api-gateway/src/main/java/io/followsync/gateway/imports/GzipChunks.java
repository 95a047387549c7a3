package io.followsync.gateway.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * One gzip stream cut into chunks of at most 256 KiB while the bytes arrive. Buffers less
 * than one chunk plus the output of one write.
 */
final class GzipChunks implements AutoCloseable {

	static final int CHUNK = 256 * 1024;

	private final ByteArrayOutputStream ready = new ByteArrayOutputStream(CHUNK);

	private final FastGzip gzip;

	GzipChunks() {
		try {
			this.gzip = new FastGzip(this.ready);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The chunks that these bytes completed, often none. */
	List<byte[]> write(byte[] data) {
		try {
			this.gzip.write(data);
			return (this.ready.size() < CHUNK) ? List.of() : cut();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Ends the stream and returns its last chunks, of which there is at least one. */
	List<byte[]> finish() {
		try {
			this.gzip.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List<byte[]> last = new ArrayList<>(cut());
		if (this.ready.size() > 0) {
			last.add(this.ready.toByteArray());
			this.ready.reset();
		}
		return last;
	}

	/** Frees the off-heap memory of a stream, finished or abandoned. */
	@Override
	public void close() {
		this.gzip.abandon();
	}

	private List<byte[]> cut() {
		byte[] all = this.ready.toByteArray();
		this.ready.reset();
		List<byte[]> chunks = new ArrayList<>();
		int at = 0;
		for (; all.length - at >= CHUNK; at += CHUNK) {
			chunks.add(Arrays.copyOfRange(all, at, at + CHUNK));
		}
		this.ready.write(all, at, all.length - at);
		return chunks;
	}

	/**
	 * The fastest level: exports are highly redundant text, or ZIPs that do not compress
	 * further.
	 */
	private static final class FastGzip extends GZIPOutputStream {

		FastGzip(ByteArrayOutputStream out) throws IOException {
			super(out);
			this.def.setLevel(Deflater.BEST_SPEED);
		}

		void abandon() {
			this.def.end();
		}

	}

}
