package io.followsync.simulator.wire;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Has every answer written on its connection's own thread. One written on another thread
 * may reach the client, and bring its next request, before Netty is done with the first;
 * when that next one is then answered at once, Reactor Netty 1.3.6 never reads the
 * connection again (reactor-netty#4361).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OwnThreadFilter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return chain.filter(exchange.mutate().response(new OwnThreadResponse(exchange.getResponse())).build());
	}

	private static final class OwnThreadResponse extends ServerHttpResponseDecorator {

		OwnThreadResponse(ServerHttpResponse delegate) {
			super(delegate);
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return onOwnThread().then(super.writeWith(body));
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return onOwnThread().then(super.writeAndFlushWith(body));
		}

		@Override
		public Mono<Void> setComplete() {
			return onOwnThread().then(super.setComplete());
		}

		private Mono<Void> onOwnThread() {
			HttpServerResponse response = getNativeResponse(getDelegate());
			return Mono.create((sink) -> response
				.withConnection((connection) -> connection.channel().eventLoop().execute(sink::success)));
		}

	}

}
