package io.followsync.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;
import io.followsync.vault.KeysMain;

/**
 * A program that takes its ports from where Spring takes them and has one answer to
 * everything, which is at once a healthy one, an ended job and the truth about it.
 */
public final class FakeService {

	private static final String ANSWER = """
			{"job_id": "0123456789abcdef", "id": "0123456789abcdef", "state": "COMPLETED",
			 "lists": {"followers": {"fetched": 3, "declared": 3}, "following": {"fetched": 4, "declared": 4}},
			 "result": {"followersCount": 3, "notFollowingBackCount": 2, "unfollowers": ["b", "a"]},
			 "not_following_back": ["a", "b"], "items": [{"username": "a"}, {"username": "b"}]}""";

	private FakeService() {
	}

	public static void main(String[] arguments) throws IOException {
		String properties = System.getenv("SPRING_APPLICATION_JSON");
		if (properties.contains("\"fails\"")) {
			System.out.println("This program was told to fail.");
			System.exit(3);
		}
		if (properties.contains("\"hangs\"")) {
			LockSupport.park();
		}
		Matcher port = Pattern.compile("\"(management\\.)?server\\.port\":\"(\\d+)\"").matcher(properties);
		while (port.find()) {
			serve(Integer.parseInt(port.group(2)));
		}
	}

	private static void serve(int port) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		server.createContext("/", (exchange) -> {
			byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		server.start();
	}

	/** Lays the program where the build of every module would lay it. */
	public static void installAll(Path root) throws IOException {
		for (String module : List.of("api-gateway", "sync-worker", "instagram-simulator")) {
			install(root.resolve(module).resolve("target/program").resolve(module + "-0.1.0-SNAPSHOT.jar"));
		}
	}

	public static void install(Path file) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
		Files.createDirectories(file.getParent());
		try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out, manifest)) {
			add(jar, FakeService.class);
			add(jar, KeysMain.class);
		}
	}

	private static void add(JarOutputStream jar, Class<?> type) throws IOException {
		String entry = type.getName().replace('.', '/') + ".class";
		try (InputStream code = Objects.requireNonNull(type.getResourceAsStream("/" + entry))) {
			jar.putNextEntry(new JarEntry(entry));
			code.transferTo(jar);
			jar.closeEntry();
		}
	}

}
