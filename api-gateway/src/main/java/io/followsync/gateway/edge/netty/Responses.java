package io.followsync.gateway.edge.netty;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/** What Netty knows of responses. */
public final class Responses {

	private Responses() {
	}

	/** The connection that a response is sent on. */
	public static Channel channel(ServerHttpResponse response) {
		AtomicReference<Channel> channel = new AtomicReference<>();
		HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
		server.withConnection((connection) -> channel.set(connection.channel()));
		return Objects.requireNonNull(channel.get(), "the connection");
	}

	/** Whether it is an interim response (1xx), after which the final one follows. */
	public static boolean isInterim(Object message) {
		return message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
	}

}
