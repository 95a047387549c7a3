package io.followsync.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.followsync.embedded.Database;
import io.followsync.stack.process.Program;
import io.followsync.stack.process.ServiceSpec;

/** The jar, addresses and properties of each process. */
record ServiceSpecs(StackConfig config, Infrastructure infrastructure, Database database) {

	private static final String READINESS = "/actuator/health/readiness";

	private static final String SIMULATOR = "instagram-simulator";

	private static final String GATEWAY = "api-gateway";

	private static final String WORKER = "sync-worker";

	/** The module of each service, by the name that its settings are given under. */
	static final Map<String, String> MODULES = Map.of("simulator", SIMULATOR, "gateway", GATEWAY, "worker", WORKER);

	private static final String MAX_HEAP = "-Xmx192m";

	// As in its image, so that it takes as many streams.
	private static final String MAX_GATEWAY_HEAP = "-Xmx384m";

	/** Fails before anything is started if one of the programs was not built. */
	static void requireBuilt(StackConfig config) {
		MODULES.values().forEach((module) -> Program.of(config.root(), module));
	}

	static Program gatewayProgram(StackConfig config) {
		return Program.of(config.root(), GATEWAY);
	}

	static ServiceSpec simulator(StackConfig config) {
		int port = config.ports().simulator();
		Map<String, String> properties = new HashMap<>(local(port));
		properties.put("simulator.state-file", config.data().resolve("simulator").resolve("state").toString());
		properties.putAll(config.propertiesOf("simulator"));
		return spec(config, "simulator", SIMULATOR, properties, port, loopback(port, "/actuator/health"));
	}

	ServiceSpec gateway() {
		return gateway("gateway", this.config.ports().gateway(), this.config.ports().gatewayManagement());
	}

	ServiceSpec gateway(String name, int port, int management) {
		Map<String, String> properties = serviceProperties(name, port);
		properties.put("management.server.port", Integer.toString(management));
		properties.put("management.server.address", "127.0.0.1");
		properties.put("followsync.vault.directory", StackKeys.of(this.config).gateway().toString());
		properties.putAll(login("followsync_gateway"));
		// On one machine it migrates, as the owner.
		properties.put("spring.flyway.user", this.database.user());
		properties.put("spring.flyway.password", this.database.password());
		properties.putAll(this.config.propertiesOf("gateway"));
		return spec(this.config, name, GATEWAY, properties, port, loopback(management, READINESS));
	}

	ServiceSpec worker(int number) {
		String name = "worker-" + number;
		int port = this.config.ports().worker(number);
		Map<String, String> properties = serviceProperties(name, port);
		properties.put("followsync.worker.id", name);
		properties.put("followsync.vault.directory", StackKeys.of(this.config).worker().toString());
		properties.putAll(login("followsync_worker"));
		properties.put("followsync.schema.migrate", "false");
		properties.put("followsync.instagram.base-url", loopback(this.config.ports().simulator(), "").toString());
		properties.putAll(this.config.propertiesOf("worker"));
		properties.putAll(this.config.propertiesOf(name));
		return spec(this.config, name, WORKER, properties, port, loopback(port, READINESS));
	}

	private Map<String, String> serviceProperties(String name, int port) {
		Map<String, String> properties = new HashMap<>(local(port));
		properties.put("spring.r2dbc.properties.applicationName", name);
		properties.put("spring.r2dbc.url", this.database.r2dbcUrl());
		properties.put("spring.flyway.url", this.database.jdbcUrl());
		properties.put("spring.kafka.bootstrap-servers", this.infrastructure.kafka().bootstrapServers());
		properties.put("followsync.vault.create-missing", "false");
		return properties;
	}

	/** A service works as a role of its own that owns nothing. */
	private Map<String, String> login(String role) {
		Database as = this.infrastructure.postgres().as(role, this.database);
		return Map.of("spring.r2dbc.username", as.user(), "spring.r2dbc.password", as.password());
	}

	private static Map<String, String> local(int port) {
		return Map.of("spring.profiles.active", "local", "server.address", "127.0.0.1", "server.port",
				Integer.toString(port));
	}

	private static ServiceSpec spec(StackConfig config, String name, String module, Map<String, String> properties,
			int port, URI health) {
		Path log = config.data().resolve("logs").resolve(name + ".log");
		List<String> options = new ArrayList<>();
		options.add(module.equals(GATEWAY) ? MAX_GATEWAY_HEAP : MAX_HEAP);
		options.addAll(config.jvmOptionsOf(name));
		return new ServiceSpec(name, Program.of(config.root(), module), options, loopback(port, ""), health, properties,
				config.environmentOf(name), log, agent(config));
	}

	static Path agent(StackConfig config) {
		return config.data().resolve("lifeline.jar");
	}

	private static URI loopback(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

}
