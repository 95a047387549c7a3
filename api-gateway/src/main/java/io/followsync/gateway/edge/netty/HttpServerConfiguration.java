package io.followsync.gateway.edge.netty;

import java.time.Duration;

import io.netty.channel.ChannelPipeline;
import reactor.netty.NettyPipeline;
import reactor.netty.http.logging.AbstractHttpMessageLogFactory;
import reactor.netty.http.logging.HttpMessageArgProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

@Configuration(proxyBeanMethods = false)
class HttpServerConfiguration {

	/**
	 * One thread does nothing but accept connections. When the threads that serve them do
	 * this too, a burst of clients fills the kernel's queue while they are busy, and
	 * those who do not fit into it see broken connections instead of 503.
	 */
	@Bean
	ReactorResourceFactory reactorResources() {
		ReactorResourceFactory factory = new ReactorResourceFactory();
		factory.setUseGlobalResources(false);
		factory.setLoopResourcesSupplier(
				() -> LoopResources.create("http", 1, LoopResources.DEFAULT_IO_WORKER_COUNT, true));
		// What is open has been closed in an orderly way before.
		factory.setShutdownQuietPeriod(Duration.ZERO);
		return factory;
	}

	@Bean
	NettyServerCustomizer channelHandlers(ServerResponseHandler.Errors errors, BodyProgress.Limit bodyLimit) {
		return (server) -> server.doOnChannelInit((observer, channel, remote) -> {
			ChannelPipeline pipeline = channel.pipeline();
			// Next to the codec, whatever else is added before the HTTP server's
			// handlers.
			pipeline.addAfter(NettyPipeline.HttpCodec, "followsync.serverResponses", new ServerResponseHandler(errors));
			pipeline.addAfter("followsync.serverResponses", "followsync.bodyTimeout",
					new BodyTimeoutHandler(bodyLimit, System::nanoTime));
		}).httpMessageLogFactory(new TypeOnlyMessageLog());
	}

	/**
	 * Logs only the type of a message: its path, its headers and the error of its
	 * decoding quote capabilities and cookies.
	 */
	private static final class TypeOnlyMessageLog extends AbstractHttpMessageLogFactory {

		@Override
		public String common(HttpMessageArgProvider message) {
			return message.httpMessageType().toString();
		}

	}

}
