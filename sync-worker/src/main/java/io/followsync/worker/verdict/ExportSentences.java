package io.followsync.worker.verdict;

import io.followsync.worker.source.ExportSign;

/**
 * What the owner of an export reads about its lists. A refusal states both ways on: for
 * an export that is cut and for one that only looks so.
 */
final class ExportSentences {

	private static final String OWNERS_WORD = "upload the same export again and say that it covers all time; "
			+ "whoever seems not to follow you back is then marked as unconfirmed.";

	private ExportSentences() {
	}

	static String of(ExportSign sign) {
		return switch (sign) {
			case NONE -> "The files were read whole.";
			case DATE_RANGE ->
				"Many of the accounts that you follow were followed before your first follower came, as in "
						+ "an export for a date range, which leaves out older followers. "
						+ "If you chose a date range, ask Instagram for \"All time\". If not, " + OWNERS_WORD;
			case NO_FOLLOWERS ->
				"The export shows nobody who follows you. If somebody does, ask Instagram for the export "
						+ "again and choose \"All time\". If really nobody follows you, " + OWNERS_WORD;
			case NOTHING_AT_ALL ->
				"There is nothing in either list: nobody who follows you and nobody whom you follow. "
						+ "If that is not so, ask Instagram for the export again and choose \"All time\". "
						+ "If it is so, there is nothing to compare.";
			case UNKNOWN_BEGINNING -> "The files were read whole. Nothing in them shows whether they reach back to the "
					+ "beginning, so nobody's absence is certain.";
			case OWNERS_WORD -> "The files were read whole, and their owner says that they cover all time. "
					+ "A date range would look the same, so nobody's absence is certain.";
		};
	}

}
