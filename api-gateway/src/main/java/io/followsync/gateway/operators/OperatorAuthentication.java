package io.followsync.gateway.operators;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/** Compares a credential with the configured ones in constant time. */
@Component
class OperatorAuthentication implements ReactiveAuthenticationManager {

	private final OperatorsProperties expected;

	OperatorAuthentication(OperatorsProperties expected) {
		this.expected = expected;
	}

	@Override
	public Mono<Authentication> authenticate(Authentication authentication) {
		return Mono.just(authentication)
			.ofType(OperatorCredential.class)
			.filter(this::accepts)
			.<Authentication>map((credential) -> UsernamePasswordAuthenticationToken
				.authenticated(credential.getPrincipal(), null, AuthorityUtils.createAuthorityList("ROLE_OPERATOR")))
			.switchIfEmpty(Mono.error(() -> new BadCredentialsException("not an operator")));
	}

	private boolean accepts(OperatorCredential claimed) {
		return switch (claimed.scheme()) {
			case BEARER -> !this.expected.token().isBlank() && same(claimed, this.expected.token());
			case BASIC -> !this.expected.username().isBlank() && !this.expected.password().isBlank()
					&& same(claimed, this.expected.username() + ":" + this.expected.password());
		};
	}

	// Digests have one length, so that the time tells nothing of the expected one's.
	private static boolean same(OperatorCredential claimed, String expected) {
		return MessageDigest.isEqual(digest(claimed.getCredentials()), digest(expected));
	}

	private static byte[] digest(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
