package io.followsync.gateway.access;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.followsync.gateway.edge.RequestScheme;
import io.followsync.vault.GatewayKeys;
import io.followsync.vault.GatewayKeys.SessionSigner;

import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * The cookie of a browser session: signed claims that name the session, its renewal and
 * from when on it is to be renewed. When the session ends is in the database only. No
 * script can read it, and no page of another site can make a browser send it with
 * anything but a link. Where the client uses https, only the cookie of that name counts
 * which no other host and no http answer can have set.
 */
@Component
public class SessionCookies {

	private static final String NAME = "followsync_session";

	private static final String SECURE_NAME = "__Host-" + NAME;

	private static final byte VERSION = 1;

	private static final int CLAIMS_BYTES = 1 + 2 * Long.BYTES + Integer.BYTES + Long.BYTES;

	private static final int BYTES = CLAIMS_BYTES + SessionSigner.SIGNATURE_BYTES;

	// Of so many bytes in base64url, without padding.
	private static final int LENGTH = (BYTES * 4 + 2) / 3;

	private final SessionSigner signer;

	private final RequestScheme scheme;

	SessionCookies(GatewayKeys keys, RequestScheme scheme) {
		this.signer = keys.sessions();
		this.scheme = scheme;
	}

	/**
	 * What a cookie says.
	 *
	 * @param renewal how often the session had been renewed when it was issued
	 * @param renewAt from when on the session is to be renewed
	 */
	public record SessionClaims(UUID session, int renewal, Instant renewAt) {
	}

	/**
	 * The claims of the request's cookie; empty if there is none that we signed, or more
	 * than one cookie of that name, of which another host may have set the first.
	 */
	Optional<SessionClaims> read(ServerHttpRequest request) {
		List<HttpCookie> cookies = request.getCookies().getOrDefault(name(request), List.of());
		return (cookies.size() == 1) ? parse(cookies.getFirst().getValue()) : Optional.empty();
	}

	/**
	 * The cookie for the answer to a request.
	 * @param maxAge when the browser forgets it
	 */
	public ResponseCookie issue(ServerHttpRequest request, SessionClaims claims, Duration maxAge) {
		return cookie(request, format(claims), maxAge);
	}

	/** Makes the browser forget the cookie. */
	public ResponseCookie clear(ServerHttpRequest request) {
		return cookie(request, "", Duration.ZERO);
	}

	private ResponseCookie cookie(ServerHttpRequest request, String value, Duration maxAge) {
		return ResponseCookie.from(name(request), value)
			.httpOnly(true)
			.secure(this.scheme.isHttps(request))
			.sameSite("Lax")
			.path("/")
			.maxAge(maxAge)
			.build();
	}

	private String name(ServerHttpRequest request) {
		return this.scheme.isHttps(request) ? SECURE_NAME : NAME;
	}

	private String format(SessionClaims claims) {
		byte[] claimBytes = ByteBuffer.allocate(CLAIMS_BYTES)
			.put(VERSION)
			.putLong(claims.session().getMostSignificantBits())
			.putLong(claims.session().getLeastSignificantBits())
			.putInt(claims.renewal())
			.putLong(claims.renewAt().getEpochSecond())
			.array();
		byte[] signed = ByteBuffer.allocate(BYTES).put(claimBytes).put(this.signer.sign(claimBytes)).array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
	}

	private Optional<SessionClaims> parse(String text) {
		if (text.length() != LENGTH) {
			return Optional.empty();
		}
		byte[] signed = decode(text);
		if (signed.length != BYTES) {
			return Optional.empty();
		}
		byte[] claimBytes = Arrays.copyOf(signed, CLAIMS_BYTES);
		ByteBuffer values = ByteBuffer.wrap(claimBytes);
		if (!this.signer.isSigned(claimBytes, Arrays.copyOfRange(signed, CLAIMS_BYTES, BYTES))
				|| values.get() != VERSION) {
			return Optional.empty();
		}
		UUID session = new UUID(values.getLong(), values.getLong());
		return Optional.of(new SessionClaims(session, values.getInt(), Instant.ofEpochSecond(values.getLong())));
	}

	private static byte[] decode(String text) {
		try {
			return Base64.getUrlDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

}
