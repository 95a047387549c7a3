package io.followsync.gateway.operations.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.followsync.embedded.ServicesForTests;
import io.followsync.gateway.GatewayIntegrationTest;
import io.followsync.messaging.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;

class TopicCreationTests extends GatewayIntegrationTest {

	private static final List<String> NAMES = List.of(Topics.REQUESTS, Topics.PROGRESS, Topics.DEAD_LETTERS);

	private static final String LATE = "created.late";

	@Autowired
	private KafkaAdmin kafka;

	@Test
	void createsTheTopicsAsConfigured() throws Exception {
		try (Admin admin = Admin.create(this.kafka.getConfigurationProperties())) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> admin.listTopics().names().get().containsAll(NAMES));
			Map<String, TopicDescription> topics = admin.describeTopics(NAMES).allTopicNames().get();
			assertThat(topics.get(Topics.REQUESTS).partitions()).hasSize(24);
			// Another test on this broker adds one.
			assertThat(topics.get(Topics.PROGRESS).partitions()).hasSizeGreaterThanOrEqualTo(12);
			assertThat(topics.get(Topics.DEAD_LETTERS).partitions()).hasSize(3);
			assertThat(setting(admin, Topics.REQUESTS, "retention.ms")).isEqualTo("86400000");
			assertThat(setting(admin, Topics.PROGRESS, "retention.ms")).isEqualTo("600000");
			assertThat(setting(admin, Topics.PROGRESS, "segment.ms")).isEqualTo("300000");
			assertThat(setting(admin, Topics.DEAD_LETTERS, "retention.ms")).isEqualTo("1209600000");
		}
	}

	@Test
	void createsThemOnceTheBrokerIsBack() throws Exception {
		KafkaAdmin late = new KafkaAdmin(this.kafka.getConfigurationProperties());
		late.setOperationTimeout(2);
		TopicCreation creation = new TopicCreation(late, List.of(new NewTopic(LATE, 1, (short) 1)));
		ServicesForTests.kafka().stop();
		try {
			creation.start();
			assertThat(creation.isRunning()).isTrue();
		}
		finally {
			ServicesForTests.kafka().start();
		}
		try (Admin admin = Admin.create(this.kafka.getConfigurationProperties())) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> admin.listTopics().names().get().contains(LATE));
		}
		finally {
			creation.stop();
		}
	}

	private static String setting(Admin admin, String topic, String name) throws Exception {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
		Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
		return config.get(name).value();
	}

}
