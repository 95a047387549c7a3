package io.followsync.runtime.keys;

import io.followsync.vault.VaultException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains in one message what to do when the keys are missing at the start. */
class MissingKeysAnalyzer extends AbstractFailureAnalyzer<VaultException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, VaultException cause) {
		return new FailureAnalysis("The vault has " + cause.getMessage() + ".",
				"Put the keysets of this service into the directory named by followsync.vault.directory: a gateway needs "
						+ "sessions.json, capabilities.json, sealing.json and credentials-public.json, a worker "
						+ "credentials-private.json. Create them with KeysMain (docs/operations.md), or, on a single "
						+ "machine, start with followsync.vault.create-missing=true. What was sealed under lost keys "
						+ "stays unreadable.",
				cause);
	}

}
