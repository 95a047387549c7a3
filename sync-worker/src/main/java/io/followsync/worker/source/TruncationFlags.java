package io.followsync.worker.source;

import org.jspecify.annotations.Nullable;

/**
 * The signs on a page that its list was cut on purpose.
 *
 * @param limited {@code should_limit_list_of_followers} or {@code _followings}
 * @param hidden {@code hidden_following_account_count}
 * @param export what the dates of an export say against the list
 */
public record TruncationFlags(boolean limited, long hidden, ExportSign export) {

	public static final TruncationFlags NONE = new TruncationFlags(false, 0, ExportSign.NONE);

	/** Signs of a list that Instagram itself delivered. */
	public TruncationFlags(boolean limited, long hidden) {
		this(limited, hidden, ExportSign.NONE);
	}

	public boolean any() {
		return this.limited || this.hidden > 0 || this.export.isCut();
	}

	public enum ExportSign {

		NONE,

		/**
		 * Followers begin later than following does, as after a request for a date range.
		 */
		DATE_RANGE,

		/** No follower at all beside a long following. */
		NO_FOLLOWERS,

		/** Neither list has a member. */
		NOTHING_AT_ALL,

		/**
		 * Nothing shows whether the list reaches back to its beginning: a date range that
		 * cuts both lists looks the same, the entries have no dates, or there are none.
		 */
		UNKNOWN_BEGINNING,

		/**
		 * It looks cut, but the owner says that it covers all time. Whoever is missing
		 * from it may then be so by the cut.
		 */
		OWNERS_WORD;

		private static final String CLAIM_ALL_TIME = "upload the same export again and say that it covers all time; "
				+ "whoever seems not to follow you back is then marked as unconfirmed.";

		/** Whether nothing may be concluded from the list. */
		public boolean isCut() {
			return this == DATE_RANGE || this == NO_FOLLOWERS || this == NOTHING_AT_ALL;
		}

		/** What the owner of the export reads about the list. */
		public String reason() {
			return switch (this) {
				case NONE -> "The files were read whole.";
				case DATE_RANGE -> "You followed many accounts before you had your first follower, as is typical of "
						+ "an export for a date range, which leaves out older followers.";
				case NO_FOLLOWERS -> "The export shows nobody who follows you.";
				case NOTHING_AT_ALL -> "There is nothing in either list: nobody follows you, and you follow nobody.";
				case UNKNOWN_BEGINNING ->
					"The files were read whole. Nothing in them shows whether they go back to the "
							+ "beginning, so people may be missing from this list.";
				case OWNERS_WORD -> "The files were read whole, and you confirmed that they cover all time. "
						+ "A date range would look the same, so people may be missing from this list.";
			};
		}

		/**
		 * What the owner of a cut export can do: both ways on, for one that is cut and
		 * for one that only looks so. Null for an export that is not.
		 */
		public @Nullable String advice() {
			return switch (this) {
				case DATE_RANGE ->
					"If you chose a date range, ask Instagram for \"All time\". If not, " + CLAIM_ALL_TIME;
				case NO_FOLLOWERS -> "If somebody does, ask Instagram for the export again and choose \"All time\". "
						+ "If really nobody follows you, " + CLAIM_ALL_TIME;
				case NOTHING_AT_ALL -> "If that is wrong, ask Instagram for the export again and choose \"All time\". "
						+ "If it is right, there is nothing to compare.";
				case NONE, UNKNOWN_BEGINNING, OWNERS_WORD -> null;
			};
		}

	}

}
