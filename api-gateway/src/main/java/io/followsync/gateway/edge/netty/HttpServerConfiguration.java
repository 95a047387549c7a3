package io.followsync.gateway.edge.netty;

import io.netty.channel.ChannelPipeline;
import reactor.netty.NettyPipeline;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RequestBodyProperties.class)
class HttpServerConfiguration {

	@Bean
	NettyServerCustomizer requestGuards(ServerErrors errors, RequestBodyProperties properties) {
		BodyPace pace = new BodyPace(properties.timeout(), properties.bytesPerSecond().toBytes());
		return (server) -> server.doOnChannelInit((observer, channel, remote) -> {
			ChannelPipeline pipeline = channel.pipeline();
			pipeline.addBefore(NettyPipeline.HttpTrafficHandler, "followsync.serverAnswers",
					new ServerAnswerHandler(errors));
			pipeline.addBefore(NettyPipeline.HttpTrafficHandler, "followsync.bodyTimeout",
					new BodyTimeoutHandler(pace, System::nanoTime));
		}).httpMessageLogFactory(new SilentMessageLog());
	}

}
