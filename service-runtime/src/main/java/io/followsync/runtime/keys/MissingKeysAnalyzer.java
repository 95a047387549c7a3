package io.followsync.runtime.keys;

import io.followsync.vault.VaultException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a startup without keys in one message that says what to do. */
class MissingKeysAnalyzer extends AbstractFailureAnalyzer<VaultException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, VaultException cause) {
		return new FailureAnalysis("The vault has " + cause.getMessage() + ".",
				"Put the keysets of this service into the directory named by followsync.vault.directory: a gateway has "
						+ "sessions.json, capabilities.json, sealing.json and credentials-public.json, a worker "
						+ "credentials-private.json. KeysMain makes them (docs/operations.md), or a start with "
						+ "followsync.vault.create-missing=true, for one machine; "
						+ "what was sealed under lost keys stays unreadable.",
				cause);
	}

}
