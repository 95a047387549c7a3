package io.followsync.gateway.edge;

import java.util.HashMap;
import java.util.Map;

/** The headers that every answer carries, the HTTP server's own answers included. */
public final class SecurityHeaders {

	public static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

	/** Present in every answer that already has its headers. */
	public static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";

	/** What a browser may load and do; Spring Security adds the others. */
	public static final Map<String, String> FOR_BROWSERS = Map.of(CONTENT_SECURITY_POLICY,
			"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
					+ "img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'; "
					+ "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
			"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
			"Cross-Origin-Opener-Policy", "same-origin", "Cross-Origin-Resource-Policy", "same-origin");

	private SecurityHeaders() {
	}

	/** All of them, for an answer that Spring Security never sees. */
	public static Map<String, String> complete() {
		Map<String, String> headers = new HashMap<>(Map.of(CONTENT_TYPE_OPTIONS, "nosniff", "X-Frame-Options", "DENY",
				"X-XSS-Protection", "0", "Referrer-Policy", "no-referrer", "Cache-Control",
				"no-cache, no-store, max-age=0, must-revalidate", "Pragma", "no-cache", "Expires", "0"));
		headers.putAll(FOR_BROWSERS);
		return headers;
	}

}
