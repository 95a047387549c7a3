package io.followsync.worker.relationships;

/** An event of a {@link HistoryModel}. */
record ModelEvent(String kind, long key, String was, String name, long after, long before) {

	ModelEvent united(ModelEvent other) {
		return new ModelEvent(this.kind, this.key, this.was, this.name, Math.min(this.after, other.after),
				Math.max(this.before, other.before));
	}

	String line(int seq) {
		return "%d %s %d %s%s %d..%d".formatted(seq, this.kind, this.key, (this.was != null) ? this.was + "> " : "",
				this.name, this.after, this.before);
	}

}
