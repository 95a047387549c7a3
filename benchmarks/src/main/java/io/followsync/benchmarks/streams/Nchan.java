package io.followsync.benchmarks.streams;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.machine.Processes;
import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.embedded.process.FreePorts;

/**
 * The peer: nginx with nchan, as Debian has them, with a worker process for each core.
 */
final class Nchan implements AutoCloseable {

	private static final Path NGINX = Path.of("/usr/sbin/nginx");

	private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

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
			    location ~ ^/events/(.+)$ { nchan_subscriber eventsource; nchan_channel_id $1; }
			  }
			}
			""";

	private final int port;

	private final Process process;

	private final Socket publisher;

	private final InputStream answers;

	private Nchan(int port, Process process, Socket publisher) throws IOException {
		this.port = port;
		this.process = process;
		this.publisher = publisher;
		this.answers = new BufferedInputStream(publisher.getInputStream());
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
			return new Nchan(port, process, connect(port));
		}
		catch (IOException | RuntimeException ex) {
			ChildProcesses.stop(process);
			throw ex;
		}
	}

	private static Socket connect(int port) {
		for (int tries = 0; tries < 100; tries++) {
			try {
				return new Socket(InetAddress.getLoopbackAddress(), port);
			}
			catch (IOException ex) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
			}
		}
		throw new IllegalStateException("nginx does not start");
	}

	int port() {
		return this.port;
	}

	static String path(int channel) {
		return "/events/" + channel;
	}

	/** Sends a message and waits for the answer. */
	void publish(int channel, String message) {
		byte[] body = message.getBytes(StandardCharsets.UTF_8);
		String head = "POST /publish/%d HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain\r\nContent-Length: %d\r\n\r\n"
			.formatted(channel, body.length);
		try {
			this.publisher.getOutputStream().write((head + message).getBytes(StandardCharsets.UTF_8));
			readAnswer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void readAnswer() throws IOException {
		String head = "";
		int length = 0;
		for (String line = readLine(); !line.isEmpty(); line = readLine()) {
			head = head.isEmpty() ? line : head;
			if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
				length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
			}
		}
		this.answers.skipNBytes(length);
		if (!head.contains(" 2")) {
			throw new IllegalStateException("nchan refused a message: " + head);
		}
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.answers.read(); next != '\n'; next = this.answers.read()) {
			if (next < 0) {
				throw new IllegalStateException("nginx has closed the connection");
			}
			line.append((char) next);
		}
		return line.toString().strip();
	}

	/** Of all its processes; what they share is counted for each. */
	double residentMegabytes() {
		return ProcessHandle.of(this.process.pid())
			.orElseThrow()
			.children()
			.mapToDouble((worker) -> Processes.residentMegabytes(worker.pid()))
			.sum();
	}

	double cpuSeconds() {
		return Processes.cpuSeconds(this.process.pid());
	}

	@Override
	public void close() throws IOException {
		ChildProcesses.stop(this.process);
		this.publisher.close();
	}

}
