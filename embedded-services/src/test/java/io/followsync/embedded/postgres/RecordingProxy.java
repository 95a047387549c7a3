package io.followsync.embedded.postgres;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.followsync.embedded.Database;

/**
 * Stands between clients and a database, keeps what they send, and can break all
 * connections as a restart of the server does.
 */
public final class RecordingProxy implements AutoCloseable {

	private final Database target;

	private final ServerSocket listener;

	private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

	private final Set<Socket> servers = ConcurrentHashMap.newKeySet();

	private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

	private RecordingProxy(Database target, ServerSocket listener) {
		this.target = target;
		this.listener = listener;
	}

	public static RecordingProxy before(Database target) {
		try {
			RecordingProxy proxy = new RecordingProxy(target,
					new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
			Thread.ofVirtual().start(proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The database, reached through this proxy. */
	public Database database() {
		return new Database("127.0.0.1", this.listener.getLocalPort(), this.target.name(), this.target.user(),
				this.target.password());
	}

	/** Every byte that clients have sent, one character each. */
	public String sent() {
		synchronized (this.sent) {
			return this.sent.toString(StandardCharsets.ISO_8859_1);
		}
	}

	public int connections() {
		return this.clients.size();
	}

	/**
	 * Closes every connection from the server's side; {@link #connections()} is 0 once
	 * the clients have noticed.
	 */
	public void breakConnections() {
		this.servers.forEach(RecordingProxy::close);
	}

	@Override
	public void close() {
		close(this.listener);
		this.clients.forEach(RecordingProxy::close);
		breakConnections();
	}

	private void accept() {
		try {
			while (true) {
				connect(this.listener.accept());
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private void connect(Socket client) {
		try {
			Socket server = new Socket(this.target.host(), this.target.port());
			this.clients.add(client);
			this.servers.add(server);
			Thread.ofVirtual().start(() -> forward(client, server));
			Thread.ofVirtual().start(() -> answer(server, client));
		}
		catch (IOException ex) {
			// The server refuses it, so it is refused here.
			close(client);
		}
	}

	private void forward(Socket client, Socket server) {
		try (client) {
			InputStream input = client.getInputStream();
			byte[] buffer = new byte[8192];
			for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
				synchronized (this.sent) {
					this.sent.write(buffer, 0, count);
				}
				server.getOutputStream().write(buffer, 0, count);
			}
		}
		catch (IOException ex) {
			// One of them is gone.
		}
		finally {
			this.clients.remove(client);
			this.servers.remove(server);
			close(server);
		}
	}

	private void answer(Socket server, Socket client) {
		try {
			server.getInputStream().transferTo(client.getOutputStream());
		}
		catch (IOException ex) {
			// One of them is gone.
		}
		try {
			client.shutdownOutput();
		}
		catch (IOException ex) {
			// The client has closed it.
		}
	}

	private static void close(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			// Closed before.
		}
	}

}
