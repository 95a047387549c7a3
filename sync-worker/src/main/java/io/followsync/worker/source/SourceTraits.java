package io.followsync.worker.source;

import java.util.Set;

/**
 * What the engine must know of a source before it uses it. Nothing outside an adapter
 * asks which source a job has.
 *
 * @param input what is stored with a job for its source to read with
 * @param maxLostWorkers how many workers in a row may end while they hold a job and have
 * stored nothing of it; then the job is taken for the cause. Where others hold many jobs
 * at once, most of them were bystanders
 */
public record SourceTraits(Input input, Set<Ability> abilities, int maxLostWorkers) {

	public SourceTraits {
		abilities = Set.copyOf(abilities);
	}

	public boolean has(Ability ability) {
		return this.abilities.contains(ability);
	}

	/**
	 * Whether the lists come from files, which do not change while they are read: a clean
	 * end means that they were read whole, and their dates say what they leave out.
	 */
	public boolean readsFiles() {
		return this.input == Input.UPLOAD;
	}

	public enum Input {

		/** A sealed credential of an account. */
		CREDENTIAL,
		/** Files that somebody uploaded for this job alone. */
		UPLOAD

	}

	/** What only some sources can do, or need. */
	public enum Ability {

		/** Each call costs a token of the account's budget. */
		METERED,
		/** It can be asked for the sizes of the lists. */
		DECLARES_COUNTS,
		/** Its answers say whose session reads them. */
		NAMES_VIEWER,
		/** It can be asked about single members. */
		PROBES_MEMBERS

	}

}
