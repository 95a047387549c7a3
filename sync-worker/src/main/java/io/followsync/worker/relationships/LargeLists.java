package io.followsync.worker.relationships;

/** Settings for statements over large lists. */
final class LargeLists {

	/**
	 * What a transaction selects before it compares lists: small {@code work_mem}, so
	 * that hash joins split into cache-sized batches and parallel ones need little shared
	 * memory; a custom plan each time, because sizes differ; a high
	 * {@code parallel_tuple_cost}, so that workers join and filter before they return
	 * rows. The shared memory of a comparison is at most {@code work_mem} of 4 MB x
	 * {@code hash_mem_multiplier} of 2 x 3 processes x 2 hashes = 48 MB; measured are 5
	 * to 16 MB.
	 */
	static final String SETTINGS = """
			set_config('work_mem', '4MB', true), set_config('plan_cache_mode', 'force_custom_plan', true),
			set_config('jit', 'off', true), set_config('parallel_tuple_cost', '1', true)""";

	private LargeLists() {
	}

}
