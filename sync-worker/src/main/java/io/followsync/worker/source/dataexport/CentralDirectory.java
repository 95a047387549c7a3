package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.springframework.util.unit.DataSize;

/**
 * The size of a ZIP's list of entries, from the end of the file. {@code ZipFile} reads
 * that list into memory whole, so its size is checked before.
 */
record CentralDirectory(long entries, long bytes) {

	private static final DataSize MOST = DataSize.ofMegabytes(16);

	private static final int END = 0x06054b50;

	private static final int END_SIZE = 22;

	private static final int LONGEST_COMMENT = 65_535;

	private static final int LOCATOR = 0x07064b50;

	private static final int LOCATOR_SIZE = 20;

	private static final int END_64_SIZE = 56;

	private static final int ENTRIES_IN_64 = 0xffff;

	private static final long BYTES_IN_64 = 0xffff_ffffL;

	/** Of a file without an end: {@code ZipFile} says what is wrong with it. */
	private static final CentralDirectory NONE = new CentralDirectory(0, 0);

	static CentralDirectory of(Path file) throws IOException {
		try (RandomAccessFile zip = new RandomAccessFile(file.toFile(), "r")) {
			long from = Math.max(0, zip.length() - END_SIZE - LONGEST_COMMENT - LOCATOR_SIZE);
			ByteBuffer tail = read(zip, from, (int) (zip.length() - from));
			for (int at = tail.capacity() - END_SIZE; at >= 0; at--) {
				if (tail.getInt(at) == END) {
					return at(tail, at, zip);
				}
			}
			return NONE;
		}
	}

	/**
	 * @throws UnreadableExport if it is larger than is read
	 */
	void requireBounded(int mostEntries) {
		if (this.entries < 0 || this.entries > mostEntries || this.bytes < 0 || this.bytes > MOST.toBytes()) {
			throw new UnreadableExport("The ZIP file holds too many files. "
					+ "Ask Instagram for an export of \"Followers and following\" only.");
		}
	}

	private static CentralDirectory at(ByteBuffer tail, int end, RandomAccessFile zip) throws IOException {
		long entries = Short.toUnsignedInt(tail.getShort(end + 10));
		long bytes = Integer.toUnsignedLong(tail.getInt(end + 12));
		int locator = end - LOCATOR_SIZE;
		if (locator < 0 || tail.getInt(locator) != LOCATOR) {
			return new CentralDirectory(entries, bytes);
		}
		long position = tail.getLong(locator + 8);
		if (position < 0 || position > zip.length() - END_64_SIZE) {
			return NONE;
		}
		ByteBuffer end64 = read(zip, position, END_64_SIZE);
		// Which of the two ends is believed is up to ZipFile.
		return new CentralDirectory(
				(entries == ENTRIES_IN_64) ? end64.getLong(32) : Math.max(entries, end64.getLong(32)),
				(bytes == BYTES_IN_64) ? end64.getLong(40) : Math.max(bytes, end64.getLong(40)));
	}

	private static ByteBuffer read(RandomAccessFile file, long from, int length) throws IOException {
		byte[] bytes = new byte[length];
		file.seek(from);
		file.readFully(bytes);
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

}
