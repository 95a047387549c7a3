package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.springframework.util.unit.DataSize;

/**
 * The size of a ZIP's list of entries. {@code ZipFile} reads that list into memory whole,
 * so its size is checked before. Which of several ends of an archive is believed is up to
 * {@code ZipFile}, so the largest list that any of them announces counts.
 */
record CentralDirectory(long entries, long bytes) {

	private static final DataSize MAX_SIZE = DataSize.ofMegabytes(16);

	private static final int END = 0x06054b50;

	private static final int END_SIZE = 22;

	private static final int MAX_COMMENT_SIZE = 65_535;

	// ZipFile searches in blocks, and so looks at a part of one beyond the longest
	// comment.
	private static final int SEARCH_BLOCK = 128;

	private static final int LOCATOR = 0x07064b50;

	private static final int LOCATOR_SIZE = 20;

	private static final int END_64 = 0x06064b50;

	private static final int END_64_SIZE = 56;

	private static final int ENTRIES_IN_64 = 0xffff;

	private static final long BYTES_IN_64 = 0xffff_ffffL;

	/** Of a file without an end: {@code ZipFile} reports what is wrong with it. */
	private static final CentralDirectory NONE = new CentralDirectory(0, 0);

	static CentralDirectory of(Path file) throws IOException {
		try (RandomAccessFile zip = new RandomAccessFile(file.toFile(), "r")) {
			long from = Math.max(0, zip.length() - END_SIZE - MAX_COMMENT_SIZE - SEARCH_BLOCK - LOCATOR_SIZE);
			ByteBuffer tail = read(zip, from, (int) (zip.length() - from));
			CentralDirectory largest = NONE;
			for (int at = tail.capacity() - END_SIZE; at >= 0; at--) {
				if (tail.getInt(at) == END) {
					largest = largest.max(at(tail, at, zip));
				}
			}
			return largest;
		}
	}

	void requireBounded(int maxEntries) {
		if (this.entries > maxEntries) {
			throw UnreadableExportException.tooManyFiles();
		}
		if (this.bytes > MAX_SIZE.toBytes()) {
			throw UnreadableExportException.tooLarge("The ZIP file's list of entries is too large: it takes more than "
					+ MAX_SIZE.toMegabytes() + " MB.");
		}
	}

	private CentralDirectory max(CentralDirectory other) {
		return new CentralDirectory(Math.max(this.entries, other.entries), Math.max(this.bytes, other.bytes));
	}

	private static CentralDirectory at(ByteBuffer tail, int end, RandomAccessFile zip) throws IOException {
		long entries = Short.toUnsignedInt(tail.getShort(end + 10));
		long bytes = Integer.toUnsignedLong(tail.getInt(end + 12));
		CentralDirectory plain = new CentralDirectory(entries, bytes);
		int locator = end - LOCATOR_SIZE;
		if (locator < 0 || tail.getInt(locator) != LOCATOR) {
			return plain;
		}
		long position = tail.getLong(locator + 8);
		if (position < 0 || position > zip.length() - END_64_SIZE) {
			return plain;
		}
		ByteBuffer end64 = read(zip, position, END_64_SIZE);
		if (end64.getInt(0) != END_64) {
			return plain;
		}
		long entries64 = unsigned(end64.getLong(32));
		long bytes64 = unsigned(end64.getLong(40));
		return new CentralDirectory((entries == ENTRIES_IN_64) ? entries64 : Math.max(entries, entries64),
				(bytes == BYTES_IN_64) ? bytes64 : Math.max(bytes, bytes64));
	}

	private static long unsigned(long number) {
		return (number < 0) ? Long.MAX_VALUE : number;
	}

	private static ByteBuffer read(RandomAccessFile file, long from, int length) throws IOException {
		byte[] bytes = new byte[length];
		file.seek(from);
		file.readFully(bytes);
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

}
