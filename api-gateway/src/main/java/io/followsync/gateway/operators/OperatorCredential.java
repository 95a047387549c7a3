package io.followsync.gateway.operators;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The credential of an Authorization header, not yet checked. */
final class OperatorCredential extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private static final String BASIC = "Basic ";

	private static final String BEARER = "Bearer ";

	private final Scheme scheme;

	private final String secret;

	private OperatorCredential(Scheme scheme, String secret) {
		super(List.of());
		this.scheme = scheme;
		this.secret = secret;
	}

	/** Empty for any other scheme. */
	static Optional<OperatorCredential> read(String header) {
		if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
			return Optional.of(new OperatorCredential(Scheme.BEARER, header.substring(BEARER.length()).strip()));
		}
		if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
			return decode(header.substring(BASIC.length()).strip())
				.map((pair) -> new OperatorCredential(Scheme.BASIC, pair));
		}
		return Optional.empty();
	}

	private static Optional<String> decode(String text) {
		try {
			return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	Scheme scheme() {
		return this.scheme;
	}

	@Override
	public String getCredentials() {
		return this.secret;
	}

	@Override
	public String getPrincipal() {
		return "operator";
	}

	@Override
	public String toString() {
		return "OperatorCredential[hidden]";
	}

	enum Scheme {

		/** The secret is {@code username:password}. */
		BASIC,

		/** The secret is the token. */
		BEARER

	}

}
