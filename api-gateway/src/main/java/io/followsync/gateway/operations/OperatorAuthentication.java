package io.followsync.gateway.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerHttpBasicAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.server.ServerWebExchange;

/**
 * Reads an operator's credential, HTTP Basic or a bearer token, and compares it with the
 * configured ones in a time that tells nothing of them.
 */
@Component
record OperatorAuthentication(
		Properties expected) implements ServerAuthenticationConverter, ReactiveAuthenticationManager {

	private static final String BEARER = "Bearer ";

	private static final String OPERATOR = "operator";

	private static final ServerAuthenticationConverter BASIC = new ServerHttpBasicAuthenticationConverter();

	/** Empty for a request without a credential that can be read. */
	@Override
	public Mono<Authentication> convert(ServerWebExchange exchange) {
		String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
		if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
			return Mono
				.just(new PreAuthenticatedAuthenticationToken(OPERATOR, header.substring(BEARER.length()).strip()));
		}
		return BASIC.convert(exchange);
	}

	@Override
	public Mono<Authentication> authenticate(Authentication claimed) {
		return isOperator(claimed)
				? Mono.just(UsernamePasswordAuthenticationToken.authenticated(OPERATOR, null,
						AuthorityUtils.createAuthorityList("ROLE_OPERATOR")))
				: Mono.error(() -> new BadCredentialsException("not an operator"));
	}

	private boolean isOperator(Authentication claimed) {
		return switch (claimed) {
			case PreAuthenticatedAuthenticationToken bearer -> matches(bearer.getCredentials(), this.expected.token());
			// Both are compared, so that the time does not tell which of them is wrong.
			case UsernamePasswordAuthenticationToken pair -> matches(pair.getName(), this.expected.username())
					& matches(pair.getCredentials(), this.expected.password());
			default -> false;
		};
	}

	// The time that isEqual takes depends on the claimed value alone.
	private static boolean matches(@Nullable Object claimed, String expected) {
		return !expected.isBlank() && MessageDigest.isEqual(String.valueOf(claimed).getBytes(StandardCharsets.UTF_8),
				expected.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * How operators prove who they are. A credential whose values are blank is not
	 * accepted.
	 *
	 * @param token what operators send as a bearer token
	 * @param username of HTTP Basic, together with the password
	 * @param password of HTTP Basic, together with the user name
	 * @param wrongPerMinute how many wrong credentials one client address may send
	 * @param wrongPerMinuteOverall how many all addresses together may send, except those
	 * from which an operator came lately
	 * @param open whether operator calls need no credential; only where nobody else can
	 * reach the server
	 */
	@Validated
	@ConfigurationProperties("followsync.operators")
	record Properties(@DefaultValue("") String token, @DefaultValue("") String username,
			@DefaultValue("") String password, @DefaultValue("10") @Min(1) int wrongPerMinute,
			@DefaultValue("60") @Min(1) int wrongPerMinuteOverall, boolean open) {

		@Override
		public String toString() {
			return "Properties[hidden]";
		}

	}

}
