package io.followsync.stack.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.followsync.embedded.process.ChildJvm;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one process runs.
 *
 * @param name of the process, as in its log file's name
 * @param options of its JVM; the last of two that contradict each other counts
 * @param url address it serves at
 * @param health answers 2xx once it is ready
 * @param properties Spring properties; they may hold passwords
 * @param environment variables in addition to those of this JVM
 * @param agent the jar that {@link LifelineAgent} wrote
 */
public record ServiceSpec(String name, Program program, List<String> options, URI url, URI health,
		Map<String, String> properties, Map<String, String> environment, Path log, Path agent) {

	private static final Duration TO_ANSWER = Duration.ofSeconds(2);

	private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(TO_ANSWER).build();

	public ServiceSpec {
		options = List.copyOf(options);
		properties = Map.copyOf(properties);
		environment = Map.copyOf(environment);
	}

	ChildJvm launch() {
		List<String> arguments = new ArrayList<>();
		arguments.add("-javaagent:" + this.agent);
		arguments.addAll(this.options);
		arguments.addAll(this.program.arguments());
		Map<String, String> variables = new HashMap<>(this.environment);
		// Everybody on the machine can see the arguments, but not the environment.
		variables.put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(this.properties));
		return ChildJvm.launch(arguments, variables, this.log);
	}

	boolean isReady() {
		try {
			HttpRequest request = HttpRequest.newBuilder(this.health).timeout(TO_ANSWER).build();
			return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Omits the properties. */
	@Override
	public String toString() {
		return "ServiceSpec[%s at %s]".formatted(this.name, this.url);
	}

}
