package io.followsync.embedded.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.followsync.embedded.KafkaService;
import io.followsync.embedded.ServiceStartException;
import io.followsync.embedded.process.ChildJvm;
import io.followsync.embedded.process.Directories;
import io.followsync.embedded.process.FreePorts;
import org.jspecify.annotations.Nullable;

/**
 * One KRaft node, both broker and controller, on the loopback interface. An acknowledged
 * record survives {@link #kill()}; the operating system flushes it to disk, so it may not
 * survive a crash of the machine.
 */
public final class EmbeddedKafka implements KafkaService {

	private static final Duration TO_START = Duration.ofMinutes(3);

	private static final Duration TO_STOP = Duration.ofSeconds(20);

	private final Path directory;

	private final int port;

	private final boolean temporary;

	private @Nullable ChildJvm broker;

	private EmbeddedKafka(Path directory, int port, boolean temporary) {
		this.directory = directory.toAbsolutePath();
		this.port = port;
		this.temporary = temporary;
	}

	/** Starts a broker whose data stays in the directory. */
	public static EmbeddedKafka kept(Path directory, int port) {
		return started(new EmbeddedKafka(directory, port, false));
	}

	/** Starts a broker on a free port; nothing is left of it after this JVM ends. */
	public static EmbeddedKafka temporary() {
		return started(new EmbeddedKafka(Directories.temporary("kafka"), FreePorts.next(), true));
	}

	private static EmbeddedKafka started(EmbeddedKafka kafka) {
		try {
			kafka.start();
			return kafka;
		}
		catch (RuntimeException ex) {
			kafka.close();
			throw ex;
		}
	}

	@Override
	public String bootstrapServers() {
		return "127.0.0.1:" + this.port;
	}

	@Override
	public synchronized void start() {
		if (this.broker != null && this.broker.isAlive()) {
			return;
		}
		if (!FreePorts.isFree(this.port)) {
			throw new ServiceStartException("Port %d, meant for Kafka, is in use".formatted(this.port));
		}
		List<String> options = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"-Dlogback.configurationFile=io/followsync/embedded/quiet-logback.xml");
		List<String> arguments = List.of(this.directory.toString(), Integer.toString(this.port),
				Integer.toString(FreePorts.next()), Boolean.toString(this.temporary));
		this.broker = ChildJvm.start("Kafka", BrokerMain.class, options, arguments,
				this.directory.resolve("server.log"), TO_START);
	}

	@Override
	public synchronized void stop() {
		if (this.broker != null) {
			this.broker.stop(TO_STOP);
		}
	}

	@Override
	public synchronized void kill() {
		running().kill();
	}

	@Override
	public synchronized void pause() {
		running().pause();
	}

	@Override
	public synchronized void resume() {
		running().resume();
	}

	@Override
	public synchronized Optional<String> unexpectedEnd() {
		return Optional.ofNullable(this.broker).flatMap(ChildJvm::unexpectedEnd);
	}

	@Override
	public synchronized void close() {
		if (this.broker != null) {
			this.broker.close(TO_STOP);
		}
		if (this.temporary) {
			// The broker deletes it unless it was killed.
			Directories.delete(this.directory);
		}
	}

	private ChildJvm running() {
		if (this.broker == null || !this.broker.isAlive()) {
			throw new ServiceStartException("Kafka is not running");
		}
		return this.broker;
	}

}
