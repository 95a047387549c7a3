package io.followsync.embedded;

final class GivenKafka extends ExternalService implements KafkaService {

	private final String bootstrapServers;

	GivenKafka(String bootstrapServers) {
		this.bootstrapServers = bootstrapServers;
	}

	@Override
	public String bootstrapServers() {
		return this.bootstrapServers;
	}

}
