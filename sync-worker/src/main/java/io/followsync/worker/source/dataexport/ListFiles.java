package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

import io.followsync.dataexport.ExportFileName.Kind;

/**
 * The files that make up one list, in the order of their numbers and each number once.
 */
final class ListFiles {

	private static final int BUFFER = 16_384;

	private ListFiles() {
	}

	/**
	 * Identical copies of a file count once.
	 * @throws UnreadableExport if two different files have the same number, as files of
	 * two downloads have, or a number is missing
	 */
	static List<ExportFile> inOrder(List<ExportFile> files, DecompressionLimit allowance) throws IOException {
		TreeMap<Integer, ExportFile> numbered = new TreeMap<>();
		// The plain name comes before those of its copies.
		for (ExportFile file : files.stream()
			.sorted(Comparator.comparingInt((ExportFile file) -> file.name().name().length()))
			.toList()) {
			ExportFile first = numbered.putIfAbsent(file.name().number(), file);
			if (first != null && !haveSameContent(first, file, allowance)) {
				throw mixed(first, file);
			}
		}
		List<ExportFile> ordered = new ArrayList<>(numbered.values());
		requireWhole(ordered);
		return ordered;
	}

	private static void requireWhole(List<ExportFile> ordered) {
		int next = 1;
		for (ExportFile file : ordered) {
			int number = file.name().number();
			if (number > next) {
				throw new UnreadableExport("The file " + name(file.kind(), next)
						+ " of the export is missing, so the list would not be whole. "
						+ "Upload the ZIP as Instagram sent it, or all of its files of both lists.");
			}
			next = number + 1;
		}
	}

	private static String name(Kind list, int number) {
		return ((list == Kind.FOLLOWERS) ? "followers_" : "following_") + number + ".json";
	}

	private static UnreadableExport mixed(ExportFile one, ExportFile other) {
		return new UnreadableExport("The files " + one.name().name() + " and " + other.name().name()
				+ " both claim to be number " + one.name().number() + " of the same list but differ: "
				+ "two downloads seem to be mixed. Upload the files of one download only.");
	}

	private static boolean haveSameContent(ExportFile one, ExportFile other, DecompressionLimit allowance)
			throws IOException {
		try (InputStream left = allowance.charge(one.content().open());
				InputStream right = allowance.charge(other.content().open())) {
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
