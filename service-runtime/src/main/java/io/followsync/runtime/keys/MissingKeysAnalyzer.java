package io.followsync.runtime.keys;

import io.followsync.vault.VaultException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a startup without keys in one message that says what to do. */
class MissingKeysAnalyzer extends AbstractFailureAnalyzer<VaultException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, VaultException cause) {
		return new FailureAnalysis("The vault has " + cause.getMessage() + ".",
				"Put sealing.json, sessions.json and capabilities.json of this deployment into the directory named by "
						+ "followsync.vault.directory. New keys are made only with followsync.vault.create-missing=true; "
						+ "what was sealed under lost keys stays unreadable.",
				cause);
	}

}
