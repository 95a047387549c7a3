package io.followsync.gateway.edge.netty;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/**
 * What the answer to a request depends on, as long as it is not sent.
 *
 * @param head whether the answer must have no body
 * @param problem whether an error is a problem (RFC 9457)
 */
record OpenCall(boolean head, boolean problem) {

	/** A request that could not be read that far, or none at all. */
	static final OpenCall UNKNOWN = new OpenCall(false, false);

	private static final String NATIVE_API = "/api/v1/";

	static OpenCall of(HttpRequest request) {
		return new OpenCall(HttpMethod.HEAD.equals(request.method()), request.uri().startsWith(NATIVE_API));
	}

}
