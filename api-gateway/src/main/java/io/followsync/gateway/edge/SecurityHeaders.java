package io.followsync.gateway.edge;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that every answer carries, the HTTP server's own answers included. */
public final class SecurityHeaders {

	public static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

	/** Present in every answer that already has its headers. */
	public static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";

	private static final Map<String, String> OF_BROWSERS = ofBrowsers();

	private static final Map<String, String> ALL = all();

	private SecurityHeaders() {
	}

	/** What a browser may load and do; Spring Security adds the others. */
	public static Map<String, String> forBrowsers() {
		return OF_BROWSERS;
	}

	/** All of them, for an answer that Spring Security never sees. */
	public static Map<String, String> complete() {
		return ALL;
	}

	private static Map<String, String> ofBrowsers() {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put(CONTENT_SECURITY_POLICY,
				"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
						+ "img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'; "
						+ "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
		headers.put("Permissions-Policy",
				"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
		headers.put("Cross-Origin-Opener-Policy", "same-origin");
		headers.put("Cross-Origin-Resource-Policy", "same-origin");
		return Map.copyOf(headers);
	}

	private static Map<String, String> all() {
		Map<String, String> headers = new LinkedHashMap<>(OF_BROWSERS);
		headers.put(CONTENT_TYPE_OPTIONS, "nosniff");
		headers.put("X-Frame-Options", "DENY");
		headers.put("X-XSS-Protection", "0");
		headers.put("Referrer-Policy", "no-referrer");
		headers.put("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
		headers.put("Pragma", "no-cache");
		headers.put("Expires", "0");
		return Map.copyOf(headers);
	}

}
