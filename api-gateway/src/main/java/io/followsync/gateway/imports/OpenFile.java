package io.followsync.gateway.imports;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** One file while it is being uploaded. */
final class OpenFile implements AutoCloseable {

	private final int number;

	private final FileName name;

	private final FileStart start = new FileStart();

	private final GzipChunks chunks = new GzipChunks();

	private FileStart.@Nullable Kind kind;

	private long size;

	private int stored;

	OpenFile(int number, FileName name) {
		this.number = number;
		this.name = name;
	}

	/** The chunks that these bytes completed. */
	List<byte[]> write(byte[] data) {
		if (this.kind == null) {
			this.kind = this.start.feed(data).orElse(null);
		}
		this.size += data.length;
		return this.chunks.write(data);
	}

	/** The remaining chunks. */
	List<byte[]> finish() {
		return this.chunks.finish();
	}

	int number() {
		return this.number;
	}

	FileName name() {
		return this.name;
	}

	FileStart.Kind kind() {
		if (this.kind == null) {
			throw Unreadable.because("The file " + this.name.value() + " is empty.");
		}
		return this.kind;
	}

	long size() {
		return this.size;
	}

	int nextChunk() {
		return this.stored++;
	}

	@Override
	public void close() {
		this.chunks.close();
	}

}
