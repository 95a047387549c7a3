package io.followsync.benchmarks;

/** Answers one question about the product's cost. */
public interface Benchmark {

	/** Its name on the command line, such as {@code submissions}. */
	String name();

	/**
	 * Measures, and records the rows of its answer in the run. Ends all that it started.
	 * @throws NotMeasuredException if this machine lacks something that it needs
	 */
	void measure(Run run) throws Exception;

}
