package io.followsync.gateway.capacity;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.followsync.gateway.edge.ClientAddress;
import io.followsync.runtime.logging.Failures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.netty.NettyPipeline;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The connections of the API's port. One above the limit is answered with 503 and closed,
 * for little more than the cost of its socket; one whose client does not read is closed
 * after the write timeout. The management port has neither limit, so that health is
 * answered whatever clients do.
 */
@Component
class ClientConnections implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ClientConnections.class);

	private static final Duration MAX_SWEEP_INTERVAL = Duration.ofSeconds(5);

	// In the kernel, for each connection; without a limit it grows to megabytes.
	private static final int SEND_BUFFER_BYTES = 128 * 1024;

	private final Map<Channel, StalledWriteDetector> open = new ConcurrentHashMap<>();

	private final Capacity capacity;

	private final CallSlots calls;

	private final ClientAddress addresses;

	private final Duration writeTimeout;

	private final Counter refused;

	private final Counter stalled;

	private final AtomicBoolean failureLogged = new AtomicBoolean();

	private volatile Disposable sweeps = Disposables.disposed();

	ClientConnections(Capacity capacity, CallSlots calls, ClientAddress addresses, Capacity.Properties properties,
			MeterRegistry meters) {
		this.capacity = capacity;
		this.calls = calls;
		this.addresses = addresses;
		this.writeTimeout = properties.writeTimeout();
		this.refused = meters.counter("followsync.connections.refused");
		this.stalled = meters.counter("followsync.connections.stalled");
		meters.gauge("followsync.connections.open", this.open, Map::size);
		meters.gauge("followsync.connections.max", capacity, Capacity::connections);
	}

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		factory.addServerCustomizers((server) -> server.childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
			.doOnChannelInit((observer, channel, remote) -> {
				if (accept(channel)) {
					channel.pipeline()
						.addBefore(NettyPipeline.HttpTrafficHandler, "followsync.calls",
								new CallGate(this.calls, this.addresses));
				}
			}));
	}

	/** Whether there is room for it. */
	boolean accept(Channel channel) {
		if (this.open.size() >= this.capacity.connections()) {
			this.refused.increment();
			refuse(channel);
			return false;
		}
		StalledWriteDetector detector = new StalledWriteDetector(channel, this.writeTimeout, this.stalled::increment,
				System::nanoTime);
		channel.pipeline().addFirst(detector);
		this.open.put(channel, detector);
		channel.closeFuture().addListener((closed) -> this.open.remove(channel));
		return true;
	}

	private static void refuse(Channel channel) {
		ChannelPipeline pipeline = channel.pipeline();
		// The initializer, within which this runs, removes itself.
		pipeline.toMap()
			.values()
			.stream()
			.filter((handler) -> !(handler instanceof ChannelInitializer<?>))
			.forEach(pipeline::remove);
		pipeline.addLast(new RefusalHandler());
	}

	@Override
	public void start() {
		Duration sixth = this.writeTimeout.dividedBy(6);
		Duration interval = (sixth.compareTo(MAX_SWEEP_INTERVAL) < 0) ? sixth : MAX_SWEEP_INTERVAL;
		this.sweeps = Flux.interval(interval).onBackpressureDrop().subscribe((tick) -> sweep());
	}

	void sweep() {
		this.open.values().forEach(this::check);
	}

	// A connection that cannot be checked must not end the checks of the others.
	private void check(StalledWriteDetector detector) {
		try {
			detector.checkProgress();
		}
		catch (RuntimeException ex) {
			if (this.failureLogged.compareAndSet(false, true)) {
				log.atWarn()
					.addKeyValue("error", Failures.describe(ex))
					.log("Stall check of a connection failed, checking the others and logging no further failure");
			}
		}
	}

	@Override
	public void stop() {
		this.sweeps.dispose();
	}

	@Override
	public boolean isRunning() {
		return !this.sweeps.isDisposed();
	}

	// Below the web server's phases: started before it, stopped after it.
	@Override
	public int getPhase() {
		return 0;
	}

}
