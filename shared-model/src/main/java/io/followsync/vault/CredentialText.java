package io.followsync.vault;

import io.followsync.session.WebSession;

/** The text of a credential, which is what is sealed. */
final class CredentialText {

	private static final String SEPARATOR = "\n";

	private CredentialText() {
	}

	static String of(WebSession session) {
		return session.csrfToken() + SEPARATOR + session.sessionId();
	}

	static WebSession parse(String text) {
		String[] values = text.split(SEPARATOR, 2);
		return new WebSession(values[0], values[1]);
	}

}
