package io.followsync.runtime.database;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseSocketsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@Test
	void closeOnceTheirServerHasVanished() {
		DisposableServer server = TcpServer.create().host("127.0.0.1").port(0).bindNow(TIMEOUT);
		Connection connection = TcpClient.create()
			.runOn(new DatabaseSockets())
			.option(ChannelOption.SO_KEEPALIVE, true)
			.remoteAddress(server::address)
			.connectNow(TIMEOUT);
		try {
			Channel channel = connection.channel();
			Assumptions.assumeTrue(channel instanceof EpollSocketChannel, "only Linux lets Netty read these options");
			assertThat(channel.config().getOption(EpollChannelOption.TCP_KEEPIDLE)).isEqualTo(10);
			assertThat(channel.config().getOption(EpollChannelOption.TCP_KEEPINTVL)).isEqualTo(5);
			assertThat(channel.config().getOption(EpollChannelOption.TCP_KEEPCNT)).isEqualTo(3);
			assertThat(channel.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT)).isEqualTo(20_000);
		}
		finally {
			connection.disposeNow(TIMEOUT);
			server.disposeNow(TIMEOUT);
		}
	}

}
