package io.followsync.worker.relationships;

/** One member of one list in a {@link HistoryModel}. */
final class ModelRelationship {

	final String list;

	final long key;

	final long since;

	final Long absent;

	String name;

	Long missed;

	Long seen;

	Long until;

	String ending;

	ModelRelationship(String list, long key, String name, long since, Long absent) {
		this.list = list;
		this.key = key;
		this.name = name;
		this.since = since;
		this.absent = absent;
	}

	boolean isOpen() {
		return this.until == null;
	}

	/** Whether the last walk showed it. */
	boolean isShown() {
		return isOpen() && this.missed == null;
	}

	String line(boolean reciprocated) {
		return "%s %d %s %d".formatted(this.list, this.key, this.name, this.since) + part("absent", this.absent)
				+ part("missed", this.missed) + part("seen", this.seen) + part("until", this.until)
				+ ((this.until == null) ? " reciprocated=" + reciprocated : "");
	}

	private static String part(String name, Long time) {
		return (time != null) ? " " + name + "=" + time : "";
	}

}
