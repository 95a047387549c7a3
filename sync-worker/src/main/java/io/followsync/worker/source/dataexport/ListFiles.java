package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.dataexport.ExportFileName.Kind;
import io.followsync.worker.source.dataexport.ExportFiles.ExportFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that make up each list, and refuses those that are not one complete
 * export.
 *
 * @param allTime whether the owner says that the export covers all time
 */
record ListFiles(List<ExportFile> all, boolean allTime) {

	private static final String ASK_FOR_BOTH = "Ask Instagram for an export of \"Followers and following\" "
			+ "in the format JSON and with the date range \"All time\", and upload it unchanged.";

	private static final int BUFFER = 16_384;

	/**
	 * The files of one list in the order of their numbers and each number once; identical
	 * copies of a file count once.
	 * @throws UnreadableExportException if the list or one of its files is missing, if
	 * two different files have the same number, as files of two downloads have, or if
	 * there is more than one export
	 */
	List<ExportFile> of(Kind list, DecompressionLimit limit) throws IOException {
		if (!isEmptyByOwnersWord(list)) {
			requireList(list);
		}
		TreeMap<Integer, ExportFile> numbered = new TreeMap<>();
		// The plain name comes before those of its copies.
		for (ExportFile file : this.all.stream()
			.filter((file) -> file.kind() == list)
			.sorted(Comparator.comparingInt((ExportFile file) -> file.name().name().length()))
			.toList()) {
			ExportFile first = numbered.putIfAbsent(file.name().number(), file);
			if (first != null && !hasSameContent(first, file, limit)) {
				throw mixedDownloads(first, file);
			}
		}
		List<ExportFile> ordered = new ArrayList<>(numbered.values());
		requireNoGap(ordered);
		return ordered;
	}

	/** When the lists were written, by the archive; null if it does not say. */
	@Nullable Instant written() {
		return this.all.stream()
			.filter((file) -> file.name().isList())
			.flatMap((file) -> Stream.ofNullable(file.written()))
			.max(Instant::compareTo)
			.orElse(null);
	}

	// There is no file of followers if nobody follows the owner.
	private boolean isEmptyByOwnersWord(Kind list) {
		return this.allTime && list == Kind.FOLLOWERS && !has(list) && !has(Kind.HTML) && has(Kind.FOLLOWING);
	}

	private boolean has(Kind kind) {
		return this.all.stream().anyMatch((file) -> file.kind() == kind);
	}

	private void requireList(Kind list) {
		List<ExportFile> files = this.all.stream().filter((file) -> file.kind() != Kind.HTML).toList();
		files.stream()
			.filter((file) -> !file.origin().equals(files.getFirst().origin()))
			.findFirst()
			.ifPresent((other) -> {
				throw new UnreadableExportException("The upload holds more than one export, one in %s and one in %s."
					.formatted(files.getFirst().place(), other.place()), "Upload one of them by itself.");
			});
		if (hasListOnlyInHtml()) {
			throw new UnreadableExportException("This export is in the format HTML, which cannot be read reliably.",
					"Ask Instagram for it again in the format JSON.");
		}
		if (!has(list) && !has(Kind.NO_DATA)) {
			throw missing(list);
		}
	}

	private boolean hasListOnlyInHtml() {
		Set<String> inJson = this.all.stream()
			.filter((file) -> file.name().isList())
			.map((file) -> file.name().part())
			.collect(Collectors.toSet());
		return this.all.stream().anyMatch((file) -> file.kind() == Kind.HTML && !inJson.contains(file.name().part()));
	}

	// Instagram leaves out the file of an empty list, so asking again may not help.
	private UnreadableExportException missing(Kind list) {
		if (list == Kind.FOLLOWERS && has(Kind.FOLLOWING)) {
			return new UnreadableExportException("The export holds no list of followers.", "If nobody follows you, "
					+ "upload it again and say that it covers all time. Otherwise: " + ASK_FOR_BOTH);
		}
		return new UnreadableExportException("The export holds no list of "
				+ ((list == Kind.FOLLOWERS) ? "followers and none of accounts" : "accounts") + " that you follow.",
				"If you follow nobody, there is nothing to compare. Otherwise: " + ASK_FOR_BOTH);
	}

	private static void requireNoGap(List<ExportFile> ordered) {
		int next = 1;
		for (ExportFile file : ordered) {
			int number = file.name().number();
			if (number > next) {
				throw new UnreadableExportException(
						"The file " + ((file.kind() == Kind.FOLLOWERS) ? "followers_" : "following_") + next
								+ ".json of the export is missing, so the list would be incomplete.",
						"Upload the ZIP as Instagram sent it, or all of its files of both lists.");
			}
			next = number + 1;
		}
	}

	private static UnreadableExportException mixedDownloads(ExportFile one, ExportFile other) {
		return new UnreadableExportException(
				"The files " + one.name().name() + " and " + other.name().name() + " both claim to be number "
						+ one.name().number() + " of the same list but differ: " + "two downloads seem to be mixed.",
				"Upload the files of one download only.");
	}

	private static boolean hasSameContent(ExportFile one, ExportFile other, DecompressionLimit limit)
			throws IOException {
		try (InputStream left = limit.applyTo(one.content().open());
				InputStream right = limit.applyTo(other.content().open())) {
			while (true) {
				byte[] expected = left.readNBytes(BUFFER);
				if (!Arrays.equals(expected, right.readNBytes(BUFFER))) {
					return false;
				}
				if (expected.length == 0) {
					return true;
				}
			}
		}
	}

}
