package io.followsync.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.followsync.embedded.process.FreePorts;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedKafkaTests {

	private static final TopicPartition PARTITION = new TopicPartition("requests", 0);

	private final int port = FreePorts.next();

	@TempDir
	private Path directory;

	private EmbeddedKafka kafka;

	@BeforeEach
	void start() {
		this.kafka = EmbeddedKafka.kept(this.directory, this.port);
	}

	@AfterEach
	void stop() {
		this.kafka.close();
	}

	@Test
	void keepsAcknowledgedRecordsThroughKillAndStop() throws Exception {
		try (Admin admin = Admin.create(clientSettings())) {
			admin.createTopics(List.of(new NewTopic("requests", 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
		}
		send("before the kill");

		this.kafka.kill();
		assertThat(FreePorts.isFree(this.port)).isTrue();
		this.kafka.start();
		send("after the kill");
		this.kafka.stop();
		this.kafka.start();

		assertThat(receive(2)).containsExactly("before the kill", "after the kill");
	}

	@Test
	@Tag("full")
	@DisabledOnOs(OS.WINDOWS)
	void reportsAKillAndRestarts() {
		assertThat(this.kafka.unexpectedEnd()).isEmpty();

		ProcessHandle.current().children().filter(EmbeddedKafkaTests::isBroker).forEach((broker) -> {
			broker.destroyForcibly();
			broker.onExit().join();
		});
		assertThat(this.kafka.unexpectedEnd().orElse("")).startsWith("ended by signal 9 (KILL); ");
		this.kafka.start();
		assertThat(this.kafka.unexpectedEnd()).isEmpty();

		this.kafka.kill();
		assertThat(this.kafka.unexpectedEnd()).as("a requested end").isEmpty();
	}

	@Test
	@Tag("full")
	@DisabledOnOs(OS.WINDOWS)
	void answersNothingWhilePaused() throws Exception {
		this.kafka.pause();
		try (Admin admin = Admin.create(clientSettings())) {
			var nodes = admin.describeCluster().nodes();
			assertThatThrownBy(() -> nodes.get(1, TimeUnit.SECONDS)).isInstanceOf(Exception.class);
			this.kafka.resume();
			assertThat(nodes.get(20, TimeUnit.SECONDS)).hasSize(1);
		}
	}

	@Test
	void rejectsAPortInUse() {
		assertThatThrownBy(() -> EmbeddedKafka.kept(this.directory.resolve("other"), this.port))
			.isInstanceOf(ServiceStartException.class)
			.hasMessage("Port %d, meant for Kafka, is in use", this.port);
	}

	private void send(String value) throws Exception {
		try (var producer = new KafkaProducer<>(clientSettings(), new StringSerializer(), new StringSerializer())) {
			producer.send(new ProducerRecord<>("requests", value)).get(20, TimeUnit.SECONDS);
		}
	}

	private List<String> receive(int count) {
		try (var consumer = new KafkaConsumer<>(clientSettings(), new StringDeserializer(), new StringDeserializer())) {
			consumer.assign(List.of(PARTITION));
			consumer.seekToBeginning(List.of(PARTITION));
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> consumer.endOffsets(List.of(PARTITION)).get(PARTITION) == count);
			return Stream.generate(() -> consumer.poll(Duration.ofSeconds(5)))
				.limit(count)
				.flatMap((records) -> records.records(PARTITION).stream())
				.map((record) -> record.value())
				.limit(count)
				.toList();
		}
	}

	private static boolean isBroker(ProcessHandle process) {
		return process.info()
			.arguments()
			.map(List::of)
			.filter((arguments) -> arguments.contains(BrokerMain.class.getName()))
			.isPresent();
	}

	private Map<String, Object> clientSettings() {
		return Map.of("bootstrap.servers", this.kafka.bootstrapServers());
	}

}
