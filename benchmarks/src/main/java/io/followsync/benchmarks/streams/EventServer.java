package io.followsync.benchmarks.streams;

/** What serves event streams: the product's gateway, or its peer. */
interface EventServer {

	int port();

	/** The path of the stream of a job, by its number. */
	String path(int job);

	/** Gives the job of that number a new state, for all who watch it. */
	void publish(int job) throws Exception;

	/** Seconds of CPU that its processes have used. */
	double cpuSeconds();

	/** Megabytes of memory of its processes, what they share counted once. */
	double residentMegabytes();

	/** Waits until so many streams are open. */
	void awaitStreams(int count);

}
