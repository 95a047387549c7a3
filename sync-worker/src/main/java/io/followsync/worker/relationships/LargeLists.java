package io.followsync.worker.relationships;

/** How the database works on lists that may be large. */
final class LargeLists {

	/**
	 * What a transaction selects before it compares lists. They are joined in parts that
	 * fit a processor's cache, and, by several processes at once, the shared memory of a
	 * container. How large they are decides how, each time. Rows that one process hands
	 * to another count for more than usual, so that the processes join them, too, and
	 * hand over only what differs.
	 */
	static final String SETTINGS = """
			set_config('work_mem', '4MB', true), set_config('plan_cache_mode', 'force_custom_plan', true),
			set_config('jit', 'off', true), set_config('parallel_tuple_cost', '1', true)""";

	private LargeLists() {
	}

}
