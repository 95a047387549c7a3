package io.followsync.runtime.database;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import jdk.net.ExtendedSocketOptions;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * The shared event loops, with sockets that close by themselves when their server has
 * vanished silently: by a power cut, a failover or a firewall that forgot the connection.
 * The pool then sees it closed without a query of its own, and a statement that waits for
 * an answer fails. Where the operating system or the JVM lacks an option, its default
 * stays.
 */
final class DatabaseSockets implements LoopResources {

	private static final int IDLE_SECONDS = 10;

	private static final int INTERVAL_SECONDS = 5;

	private static final int PROBES = 3;

	// Far longer than a live server takes to confirm bytes, even with a frozen process:
	// its kernel confirms them.
	private static final int UNCONFIRMED_MILLIS = (int) Duration.ofSeconds(20).toMillis();

	private final LoopResources shared = TcpResources.get();

	@Override
	public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
		C channel = this.shared.onChannel(type, group);
		ChannelConfig config = channel.config();
		if (channel instanceof EpollSocketChannel) {
			config.setOption(EpollChannelOption.TCP_KEEPIDLE, IDLE_SECONDS);
			config.setOption(EpollChannelOption.TCP_KEEPINTVL, INTERVAL_SECONDS);
			config.setOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
			config.setOption(EpollChannelOption.TCP_USER_TIMEOUT, UNCONFIRMED_MILLIS);
		}
		else if (channel instanceof NioSocketChannel) {
			config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), IDLE_SECONDS);
			config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), INTERVAL_SECONDS);
			config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
		}
		return channel;
	}

	@Override
	public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
		return this.shared.onChannelClass(type, group);
	}

	@Override
	public EventLoopGroup onClient(boolean useNative) {
		return this.shared.onClient(useNative);
	}

	@Override
	public EventLoopGroup onServer(boolean useNative) {
		return this.shared.onServer(useNative);
	}

	@Override
	public EventLoopGroup onServerSelect(boolean useNative) {
		return this.shared.onServerSelect(useNative);
	}

	@Override
	public boolean daemon() {
		return this.shared.daemon();
	}

	/** Does nothing: the loops are shared. */
	@Override
	public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
		return Mono.empty();
	}

}
