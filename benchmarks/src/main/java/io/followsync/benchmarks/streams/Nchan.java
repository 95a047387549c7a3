package io.followsync.benchmarks.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.load.PlainHttp;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.process.Await;
import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.stack.Http;
import io.followsync.embedded.process.FreePorts;

/**
 * The peer: nginx with nchan, as Debian has them, with a worker process for each core. It
 * sends a ping to each stream as often as the gateway sends a heartbeat. Its messages
 * come straight from this program: neither a commit nor a broker is on their way.
 */
final class Nchan implements EventServer, AutoCloseable {

	private static final Path NGINX = Path.of("/usr/sbin/nginx");

	private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

	private static final String HOST = "127.0.0.1";

	private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	private static final String CONFIGURATION = """
			load_module %s;
			daemon off;
			user root;
			worker_processes %d;
			worker_rlimit_nofile 20000;
			pid nginx.pid;
			error_log error.log warn;
			events { worker_connections 18000; }
			http {
			  access_log off;
			  nchan_shared_memory_size 256M;
			  client_body_temp_path body;
			  proxy_temp_path proxy;
			  fastcgi_temp_path fastcgi;
			  uwsgi_temp_path uwsgi;
			  scgi_temp_path scgi;
			  server {
			    listen 127.0.0.1:%d backlog=4096;
			    keepalive_requests 1000000;
			    keepalive_timeout 1h;
			    client_header_timeout 1h;
			    location ~ ^/publish/(.+)$ { nchan_publisher; nchan_channel_id $1; nchan_message_buffer_length 1; }
			    location ~ ^/events/(.+)$ {
			      nchan_subscriber eventsource;
			      nchan_channel_id $1;
			      nchan_eventsource_ping_interval 15;
			    }
			    location = /status { nchan_stub_status; }
			  }
			}
			""";

	private final int port;

	private final Process process;

	private final PlainHttp publisher;

	private long seq;

	private Nchan(int port, Process process) throws IOException {
		this.port = port;
		this.process = process;
		this.publisher = new PlainHttp(HOST, port);
	}

	static Nchan start(Path folder) throws IOException {
		if (!Files.exists(NGINX) || !Files.exists(MODULE)) {
			throw new NotMeasuredException(
					"nginx with nchan is not installed (Debian: nginx-light libnginx-mod-nchan)");
		}
		Files.createDirectories(folder);
		int port = FreePorts.next();
		Path configuration = folder.toAbsolutePath().resolve("nginx.conf");
		Files.writeString(configuration,
				CONFIGURATION.formatted(MODULE, Runtime.getRuntime().availableProcessors(), port));
		Process process = ChildProcesses
			.start(new ProcessBuilder(NGINX.toString(), "-p", folder.toAbsolutePath().toString(), "-e", "error.log",
					"-c", configuration.toString())
				.redirectErrorStream(true)
				.redirectOutput(folder.resolve("output.log").toFile()));
		try {
			Await.until("nginx to listen", START_TIMEOUT, () -> isListening(port));
			return new Nchan(port, process);
		}
		catch (IOException | RuntimeException ex) {
			ChildProcesses.stop(process);
			throw ex;
		}
	}

	/** Of nginx and of nchan, by Debian's packages. */
	static String version() throws IOException {
		ChildProcesses.Result packages = ChildProcesses.run(new ProcessBuilder("dpkg-query", "--show",
				"--showformat=${Package} ${Version} ", "nginx-light", "libnginx-mod-nchan"), START_TIMEOUT);
		return packages.isSuccess() ? packages.output().strip() : "unknown";
	}

	private static boolean isListening(int port) {
		try (Socket socket = new Socket(HOST, port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public String path(int job) {
		return "/events/" + job;
	}

	/** Publishes a message as large as the gateway's, and waits for the answer. */
	@Override
	public void publish(int job) throws IOException {
		this.seq++;
		int status = this.publisher.post("/publish/" + job, "text/plain",
				WatchedJobs.data(this.seq, StreamClientsMain.CLOCK.instant()));
		if (status / 100 != 2) {
			throw new IllegalStateException("nchan refused a message: " + status);
		}
	}

	/** The sum of proportional set sizes: what its processes share counts once. */
	@Override
	public double residentMegabytes() {
		return Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.mapToDouble((one) -> proportionalMegabytes(one.pid()))
			.sum();
	}

	private static double proportionalMegabytes(long pid) {
		try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
			return lines.filter((line) -> line.startsWith("Pss:"))
				.mapToDouble((line) -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
				.sum();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public double cpuSeconds() {
		return Processes.cpuSeconds(this.process.pid());
	}

	@Override
	public void awaitStreams(int count) {
		Http status = new Http(URI.create("http://" + HOST + ":" + this.port));
		Await.until("%,d subscribers of nchan".formatted(count), CLOSE_TIMEOUT, POLL_INTERVAL,
				() -> status.get("/status").text().lines().anyMatch(("subscribers: " + count)::equals));
	}

	@Override
	public void close() throws IOException {
		ChildProcesses.stop(this.process);
		this.publisher.close();
	}

}
