package io.followsync.benchmarks.streams;

/** So many streams, evenly spread over so many jobs. */
record StreamCase(int streams, int jobs) {

	int streamsOfAJob() {
		return this.streams / this.jobs;
	}

	String text() {
		return "%,d streams of %,d %s".formatted(this.streams, this.jobs, (this.jobs == 1) ? "job" : "jobs");
	}

	@Override
	public String toString() {
		return this.streams + "." + this.jobs;
	}

}
