package io.followsync.gateway.edge.netty;

import reactor.netty.http.logging.AbstractHttpMessageLogFactory;
import reactor.netty.http.logging.HttpMessageArgProvider;

/**
 * What the HTTP server may log of a message: its type. Its path, its headers and the
 * error of its decoding quote capabilities and cookies.
 */
class SilentMessageLog extends AbstractHttpMessageLogFactory {

	@Override
	public String common(HttpMessageArgProvider message) {
		return message.httpMessageType().toString();
	}

}
