package io.followsync.worker.source.dataexport;

import org.springframework.util.unit.DataSize;

/**
 * How much heap the members of one upload may take, whatever their number. The estimate
 * is what a 64-bit JVM needs, rounded up.
 */
final class HeapBudget {

	/**
	 * One member in the arrays, sets and maps of its list, half of which are empty right
	 * after they grew.
	 */
	private static final int MEMBER_BYTES = 160;

	private static final int STRING_BYTES = 40;

	private static final int LAST_OF_LATIN_1 = 0xff;

	private final DataSize max;

	private long left;

	HeapBudget(DataSize max) {
		this.max = max;
		this.left = max.toBytes();
	}

	void reserveMember(String username, String fullName) {
		this.left -= MEMBER_BYTES + size(username) + size(fullName);
		if (this.left < 0) {
			throw new UnreadableExportException(
					"The lists of the export, or the names in them, are longer than this service " + "reads: more than "
							+ this.max.toMegabytes() + " MB in memory.");
		}
	}

	private static long size(String text) {
		if (text.isEmpty()) {
			return 0;
		}
		boolean wide = text.chars().anyMatch((character) -> character > LAST_OF_LATIN_1);
		return STRING_BYTES + (wide ? 2L : 1L) * text.length();
	}

}
