package io.followsync.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.followsync.embedded.process.ChildJvm;
import io.followsync.embedded.process.ChildService;
import io.followsync.embedded.process.Directories;
import io.followsync.embedded.process.FreePorts;
import io.followsync.embedded.process.Lifeline;

/**
 * One KRaft node, both broker and controller, on the loopback interface. An acknowledged
 * record survives {@link #kill()}; the operating system flushes it to disk, so it may not
 * survive a crash of the machine.
 */
public final class EmbeddedKafka extends ChildService implements KafkaService {

	private static final Duration MAX_START = Duration.ofMinutes(3);

	private EmbeddedKafka(Path directory, int port, boolean temporary) {
		super("Kafka", directory, port, temporary);
	}

	/** Starts a broker whose data stays in the directory. */
	public static EmbeddedKafka kept(Path directory, int port) {
		return started(new EmbeddedKafka(directory, port, false));
	}

	/** Starts a broker on a free port; nothing is left of it after this JVM ends. */
	public static EmbeddedKafka temporary() {
		return started(new EmbeddedKafka(Directories.temporary("kafka"), FreePorts.next(), true));
	}

	@Override
	public String bootstrapServers() {
		return "127.0.0.1:" + this.port;
	}

	@Override
	protected ChildJvm launch() {
		List<String> arguments = List.of(this.directory.toString(), Integer.toString(this.port),
				Integer.toString(FreePorts.next()), Boolean.toString(this.temporary));
		return Lifeline.start("Kafka", BrokerMain.class, List.of("-Xmx192m"), arguments,
				this.directory.resolve("server.log"), MAX_START);
	}

}
